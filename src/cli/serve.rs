//! `footing serve`: opens the store, checks the content, serves until it is asked to stop.

use std::sync::Arc;

use anyhow::{Context as _, Result};

use crate::jobs::{ExportBundles, Notifier, PendingImports, RenderPool, Troubles};
use crate::mail::{Sender, SmtpMailer};
use crate::service::{Context, Instruments, Post, SystemClock, SystemRandomness};
use crate::store::{SledStore, Store};
use crate::ui::assets::{Assets, SITE};
use crate::web::{self, AppState, Begun, Limits, PublicAddress};
use footing_core::text::Catalog;

use super::cautions::cautions;
use super::control::open_door;
use super::output::tell;
use super::settings::{LogFormat, MailSettings, Settings, Source};
use super::terminal::Running;
use super::{Content, ContentFrom, Ending, example, run_for_caller};

#[derive(Debug, clap::Args)]
pub struct Serve {
    /// Address and port to listen on; this and all below else as footing.toml says [default: 127.0.0.1:3000]
    #[arg(long, value_name = "ADDRESS")]
    listen: Option<String>,
    /// Directory for the data, created if it is missing [default: data]
    #[arg(long, value_name = "DIR")]
    data: Option<String>,
    /// Directory for the vault of keys, which is there already; commands read it from footing.toml or `FOOTING_KEYS`
    /// [default: the data directory]
    #[arg(long, value_name = "DIR")]
    keys: Option<String>,
    /// The address people type, as `https://footing.example` [default: http:// and the listen address]
    #[arg(long, value_name = "URL")]
    address: Option<String>,
    /// How to write the log: text or json [default: text]
    #[arg(long, value_name = "FORMAT")]
    log: Option<String>,
    /// Serve a made-up organisation to look around in, on this machine only. It is made at the first start, in an empty
    /// data directory, and takes no real people.
    #[arg(long)]
    example: bool,
    #[command(flatten)]
    content: ContentFrom,
}

impl Serve {
    pub fn run(self) -> Result<Ending> {
        let flags = Source {
            listen: self.listen,
            data: self.data,
            keys: self.keys,
            address: self.address,
            log: self.log,
            // What is left has no flag: a password on a command line could be read by anybody on the machine.
            ..self.content.source()
        };
        let settings = Settings::resolve(flags)?;
        start_log(settings.log);
        tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(serve(settings, self.example))?;
        Ok(Ending::Good)
    }
}

async fn serve(settings: Settings, example: bool) -> Result<()> {
    if example {
        example::only_here(&settings)?;
    }
    let (context, catalog) = open(&settings).await?;
    example::keep_apart(&context, &settings.data, example).await?;
    let catalog = Arc::new(catalog);
    let listener = web::listen(settings.listen).await?;
    let listen = listener.local_addr()?;
    let address = settings.address.clone().unwrap_or_else(|| PublicAddress::of_listener(listen));
    // Nobody in an example exists; their addresses may be somebody's.
    let mail = settings.mail.clone().filter(|_| !example);
    if address.is_only_here() && (mail.is_some() || listen.ip().is_unspecified()) {
        tell(format!(
            "Nobody said what people type: links in letters and from commands begin with {} and work on this machine only. \
             Set `address` in footing.toml.",
            address.as_str()
        ));
    }
    let mailer = mail.as_ref().map(mailer).transpose()?;
    if !example {
        cautions(&settings, &address, mailer.as_ref()).into_iter().for_each(tell);
    }
    let post = mailer.zip(mail.as_ref()).map(|(mailer, mail)| {
        let notifier = Notifier::new(Arc::new(mailer), mail.pace, Arc::clone(&catalog), address.as_str());
        Arc::new(notifier) as Arc<dyn Post>
    });
    tracing::info!(%listen, data = %settings.data.display(), site = SITE.unwrap_or("none"), "serving");
    let stop = stop_asked();
    let state = AppState {
        context: Context { post, ..context },
        catalog,
        assets: Arc::new(Assets::load()),
        address,
        health: Default::default(),
        limits: Arc::new(Limits::new()),
        proxies: Arc::new(settings.trusted_proxies),
        pending_imports: Arc::new(PendingImports::default()),
        render_pool: Arc::new(RenderPool::default()),
        bundles: ExportBundles::default(),
        begun: Begun::default(),
        troubles: Troubles::default(),
        example,
    };
    let running = Running {
        context: state.context.clone(),
        catalog: Arc::clone(&state.catalog),
        address: state.address.clone(),
        runtime: tokio::runtime::Handle::current(),
    };
    let _door = open_door(&settings.data, running, run_for_caller)
        .inspect_err(|error| tracing::warn!(%error, "commands beside this server are not possible"));
    tell(format!("Footing is at {}  (Ctrl-C stops it)", state.address.as_str()));
    if !example && state.context.store.grants().await?.is_empty() {
        let first = "footing admin invite anna@example.org --role administrator";
        tell(format!("Nobody administers it yet: `{first}` prints a link that signs Anna in."));
    }
    web::serve(state, listener, stop).await;
    Ok(())
}

/// Opens the store, with the content it is used with and without mail.
pub async fn open(settings: &Settings) -> Result<(Context, Catalog)> {
    let content = Content::load(settings.content.as_deref())?;
    let checked = content.check()?;
    for note in checked.missing() {
        tracing::warn!("{note}");
    }
    example::must_be_whole(&settings.data)?;
    let store: Arc<dyn Store> = Arc::new(SledStore::open_with(&settings.data, &settings.vault()?)?);
    let instruments = Instruments::load(store.as_ref(), &content.surveys).await?;
    let context = Context {
        store,
        clock: Arc::new(SystemClock),
        randomness: Arc::new(SystemRandomness),
        instruments: Arc::new(instruments),
        library: Arc::new(checked.library),
        team_library: Arc::new(checked.team_library),
        post: None,
    };
    Ok((context, checked.catalog))
}

fn mailer(mail: &MailSettings) -> Result<SmtpMailer> {
    let sender = Sender::new("Footing", &mail.sender).context("mail_from")?;
    SmtpMailer::new(&mail.server, sender).context("mail")
}

fn start_log(format: LogFormat) {
    let filter = tracing_subscriber::EnvFilter::try_from_default_env()
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("info"));
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    match format {
        LogFormat::Text => log.with_ansi(false).init(),
        LogFormat::Json => log.json().init(),
    }
}

/// Ready at Ctrl-C or at the signal a service manager sends. From the call on, neither ends the process by itself.
fn stop_asked() -> impl Future<Output = ()> + Send + 'static {
    #[cfg(unix)]
    let mut terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()).ok();
    let interrupt = tokio::signal::ctrl_c();
    async move {
        #[cfg(unix)]
        let terminated = async {
            match &mut terminate {
                Some(signal) => drop(signal.recv().await),
                None => std::future::pending().await,
            }
        };
        #[cfg(not(unix))]
        let terminated = std::future::pending::<()>();
        tokio::select! {
            _ = interrupt => {}
            () = terminated => {}
        }
    }
}
