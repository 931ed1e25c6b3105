//! What has to be done without anybody asking: letters that are due, waves whose last day is over,
//! answers whose time is over, sessions that have ended.

use std::time::Duration;

use tokio::time::sleep;

use crate::service::{Context, ServiceError, invitation, retention, sign_in, wave};

/// How long to wait while there is nothing to send.
const PAUSE: Duration = Duration::from_secs(5);
/// The other chores come once in so many pauses, which is every five minutes.
const SELDOM: u32 = 60;

/// Does the chores for as long as the task runs.
pub async fn run(context: Context) {
    for round in 0_u32.. {
        if round.is_multiple_of(SELDOM) {
            said(wave::close_due(&context).await.map(drop));
            said(retention::erase_due(&context).await.map(drop));
            said(sign_in::forget_expired(&context).await.map(drop));
        }
        // As long as there are letters, the next handful follows at once.
        while matches!(invitation::deliver(&context).await.inspect_err(say), Ok(1..)) {}
        sleep(PAUSE).await;
    }
}

fn said(outcome: Result<(), ServiceError>) {
    if let Err(error) = outcome {
        say(&error);
    }
}

fn say(error: &ServiceError) {
    tracing::error!(%error, "a chore was not done; it is tried again");
}
