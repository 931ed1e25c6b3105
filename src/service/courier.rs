//! The courier: takes what is owed to the mail server, letters with links for signing in before all others, several at a
//! time. What is owed stands in the store until it is settled, so a crash loses nothing: at worst, letters that were on
//! their way at that moment are sent twice.

use std::collections::{BTreeSet, VecDeque};
use std::sync::Arc;
use std::time::Duration;

use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};

use footing_core::organisation::{LinkRequest, LinkRequestId};
use footing_core::wave::{Invitation, InvitationId};

use super::context::Context;
use super::post::Post;
use super::{Result, invitation, sign_in};

/// How long to wait when nothing is due and nobody rings.
const PAUSE: Duration = Duration::from_secs(5);
/// How many invitations are read at a time.
const HANDFUL: usize = 100;

/// Delivers for as long as the task runs.
pub async fn run(context: Context) {
    let Some(post) = context.post.clone() else { return };
    let mut is_counted = false;
    loop {
        if !is_counted {
            is_counted = count_requests(&context, post.as_ref()).await.is_ok();
        }
        if let Err(error) = deliver(&context).await {
            tracing::error!(%error, "letters were not sent; it is tried again");
            sleep(PAUSE).await;
        }
        let pause = post.office().pause_left();
        if pause.is_zero() {
            let _ = timeout(PAUSE, post.office().rung()).await;
        } else {
            sleep(pause).await;
        }
    }
}

async fn count_requests(context: &Context, post: &dyn Post) -> Result<()> {
    let requests = context.store.requests(usize::MAX).await?;
    post.office().requests_are(requests.iter().filter(|request| request.is_for_signing_in()).count());
    Ok(())
}

/// Sends everything that is due, and returns when nothing is, or when nothing can be sent.
///
/// # Errors
/// A store that fails.
pub async fn deliver(context: &Context) -> Result<()> {
    let Some(post) = context.post.clone() else { return Ok(()) };
    let mut round = Round { context, post: Arc::clone(&post), found: VecDeque::new(), flying: Flying::default() };
    let outcome = round.fly().await;
    // Letters that are on their way are settled, whatever else went wrong.
    while round.flying.land().await.is_some() {}
    post.office().rests();
    post.rest().await;
    outcome?;
    invitation::note_finished(context).await
}

struct Round<'c> {
    context: &'c Context,
    post: Arc<dyn Post>,
    /// Invitations that were read and wait for their turn.
    found: VecDeque<Invitation>,
    flying: Flying,
}

impl Round<'_> {
    async fn fly(&mut self) -> Result<()> {
        loop {
            while self.flying.tasks.len() < self.post.office().desks() {
                self.post.office().turn().await;
                // Only now, so that nothing is before a link that was asked for meanwhile.
                let Some(letter) = self.next().await? else { break };
                self.post.office().leaves();
                self.flying.start(self.context.clone(), Arc::clone(&self.post), letter);
            }
            if self.flying.tasks.is_empty() {
                return Ok(());
            }
            let post = Arc::clone(&self.post);
            tokio::select! {
                landed = self.flying.land() => landed.transpose()?.unwrap_or_default(),
                () = post.office().rung() => {}
            }
        }
    }

    async fn next(&mut self) -> Result<Option<Owed>> {
        let (store, now) = (&self.context.store, self.context.clock.now());
        let requests = store.requests(self.flying.requests.len() + 1).await?;
        let request = requests.into_iter().find(|request| !self.flying.requests.contains(&request.id));
        if let Some(request) = request.filter(|request| request.due <= now) {
            return Ok(Some(Owed::Link(request)));
        }
        // One connection is always left to links, where there are several.
        let desks = self.post.office().desks();
        if desks > 1 && self.flying.invitations.len() + 1 >= desks {
            return Ok(None);
        }
        if self.found.is_empty() {
            let due = store.due(now, HANDFUL + self.flying.invitations.len()).await?;
            self.found.extend(due.into_iter().filter(|found| !self.flying.invitations.contains(&found.id)));
        }
        Ok(self.found.pop_front().map(Owed::Invitation))
    }
}

enum Owed {
    Link(LinkRequest),
    Invitation(Invitation),
}

/// Letters that are on their way. They are settled by tasks of their own, so that a slow one holds up no other.
#[derive(Default)]
struct Flying {
    tasks: JoinSet<(Landed, Result<()>)>,
    requests: BTreeSet<LinkRequestId>,
    invitations: BTreeSet<InvitationId>,
}

enum Landed {
    Link(LinkRequestId),
    Invitation(InvitationId),
}

impl Flying {
    fn start(&mut self, context: Context, post: Arc<dyn Post>, owed: Owed) {
        match owed {
            Owed::Link(request) => {
                self.requests.insert(request.id);
                self.tasks.spawn(async move {
                    let id = request.id;
                    (Landed::Link(id), sign_in::answer_request(&context, post.as_ref(), request).await)
                });
            }
            Owed::Invitation(owed) => {
                self.invitations.insert(owed.id);
                self.tasks.spawn(async move {
                    let id = owed.id;
                    (Landed::Invitation(id), invitation::send(&context, post.as_ref(), owed).await)
                });
            }
        }
    }

    /// Waits for one that has ended; `None` if there is none.
    async fn land(&mut self) -> Option<Result<()>> {
        match self.tasks.join_next().await? {
            Ok((Landed::Link(id), outcome)) => {
                self.requests.remove(&id);
                Some(outcome)
            }
            Ok((Landed::Invitation(id), outcome)) => {
                self.invitations.remove(&id);
                Some(outcome)
            }
            // It panicked, and is on its way no more; what it was about is still owed, for the next round.
            Err(error) => {
                tracing::error!(%error, "a letter was not sent");
                Some(Ok(()))
            }
        }
    }
}
