//! The post office takes letters and sends them while nobody waits, so that a request never tells by its duration whether
//! a letter was sent. What it holds is in memory only: a restart loses it, and who asked for a link asks again.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Semaphore;
use tokio::time::sleep;

use super::{Letter, MailError, Mailer};

/// How many letters may be waiting.
const PLACES: usize = 1000;
/// How many are being sent at a time, each on a connection of its own.
const DESKS: usize = 4;
/// How long to wait before each further try. Servers that put strangers off (greylisting) take them after one to five
/// minutes; the waits together are shorter than the 15 minutes for which a sign-in link is good.
const WAITS: [Duration; 4] =
    [Duration::from_secs(5), Duration::from_secs(30), Duration::from_secs(120), Duration::from_secs(300)];

#[derive(Clone)]
pub struct PostOffice {
    mailer: Arc<dyn Mailer>,
    places: Arc<Semaphore>,
    desks: Arc<Semaphore>,
}

/// The letter was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{PLACES} letters are waiting already; is the mail server up?")]
pub struct PostOfficeFull;

impl PostOffice {
    pub fn new(mailer: Arc<dyn Mailer>) -> PostOffice {
        let (places, desks) = (Arc::new(Semaphore::new(PLACES)), Arc::new(Semaphore::new(DESKS)));
        PostOffice { mailer, places, desks }
    }

    /// Takes the letter and returns at once.
    ///
    /// # Panics
    /// Outside a tokio runtime.
    pub fn try_post(&self, letter: Letter) -> Result<(), PostOfficeFull> {
        let place = Arc::clone(&self.places).try_acquire_owned().map_err(|_| PostOfficeFull)?;
        let office = self.clone();
        // A task a letter rather than a queue: one that has to be tried again keeps no other from being sent.
        tokio::spawn(async move {
            office.deliver(&letter).await;
            drop(place);
        });
        Ok(())
    }

    async fn deliver(&self, letter: &Letter) {
        let mut waits = WAITS.into_iter();
        loop {
            match (self.send(letter).await, waits.next()) {
                (Ok(()), _) => return,
                (Err(MailError::Later(why)), Some(wait)) => {
                    tracing::warn!(letter = letter.id(), %why, seconds = wait.as_secs(), "the letter is tried again");
                    sleep(wait).await;
                }
                (Err(error), _) => {
                    tracing::error!(letter = letter.id(), %error, "the letter was not sent");
                    return;
                }
            }
        }
    }

    async fn send(&self, letter: &Letter) -> Result<(), MailError> {
        // Nobody closes the semaphore.
        let _desk = self.desks.acquire().await;
        self.mailer.send(letter).await
    }
}

#[cfg(test)]
mod tests {
    use std::collections::VecDeque;
    use std::sync::Mutex;

    use async_trait::async_trait;
    use tokio::time::Instant;

    use crate::survey::Language;

    use super::*;

    /// Gives the answers it was given, then takes every letter.
    #[derive(Default)]
    struct Relay {
        answers: Mutex<VecDeque<MailError>>,
        tries: Mutex<Vec<(Letter, Instant)>>,
        takes: Duration,
    }

    #[async_trait]
    impl Mailer for Relay {
        async fn send(&self, letter: &Letter) -> Result<(), MailError> {
            self.tries.lock().unwrap().push((letter.clone(), Instant::now()));
            sleep(self.takes).await;
            self.answers.lock().unwrap().pop_front().map_or(Ok(()), Err)
        }
    }

    impl Relay {
        fn answering(answers: impl IntoIterator<Item = MailError>) -> Arc<Relay> {
            Arc::new(Relay { answers: Mutex::new(answers.into_iter().collect()), ..Relay::default() })
        }

        /// The ids of the letters it was given, and after how many seconds.
        fn tries(&self, since: Instant) -> Vec<(String, u64)> {
            let tries = self.tries.lock().unwrap();
            tries.iter().map(|(letter, at)| (letter.id().to_owned(), (*at - since).as_secs())).collect()
        }
    }

    fn letter(id: &str) -> Letter {
        Letter::new(id, "mari@example.com", "Hello", Language::En, Vec::new()).unwrap()
    }

    fn later() -> MailError {
        MailError::Later("451".into())
    }

    const LONG: Duration = Duration::from_secs(3600);

    #[tokio::test(start_paused = true)]
    async fn a_letter_put_off_is_tried_again_and_holds_up_no_other() {
        let relay = Relay::answering([later(), later()]);
        let (office, begun) = (PostOffice::new(relay.clone()), Instant::now());
        office.try_post(letter("a")).unwrap();
        sleep(Duration::from_secs(6)).await;
        office.try_post(letter("b")).unwrap();
        sleep(LONG).await;
        let tries = relay.tries(begun);
        assert_eq!(tries, [("a".into(), 0), ("a".into(), 5), ("b".into(), 6), ("a".into(), 35)]);
    }

    #[tokio::test(start_paused = true)]
    async fn a_letter_that_is_refused_is_not_tried_again() {
        let relay = Relay::answering([MailError::Refused("550".into())]);
        let (office, begun) = (PostOffice::new(relay.clone()), Instant::now());
        office.try_post(letter("a")).unwrap();
        sleep(LONG).await;
        assert_eq!(relay.tries(begun), [("a".into(), 0)]);
    }

    #[tokio::test(start_paused = true)]
    async fn a_letter_is_given_up_before_its_link_has_expired() {
        let relay = Relay::answering((0..20).map(|_| later()));
        let (office, begun) = (PostOffice::new(relay.clone()), Instant::now());
        office.try_post(letter("a")).unwrap();
        sleep(LONG).await;
        let tries: Vec<u64> = relay.tries(begun).into_iter().map(|(_, seconds)| seconds).collect();
        assert_eq!(tries, [0, 5, 35, 155, 455]);
        assert_eq!(office.places.available_permits(), PLACES);
    }

    #[tokio::test(start_paused = true)]
    async fn a_full_post_office_says_so_at_once_and_takes_letters_again_when_some_are_gone() {
        let relay = Arc::new(Relay { takes: Duration::from_secs(1), ..Relay::default() });
        let (office, begun) = (PostOffice::new(relay.clone()), Instant::now());
        for _ in 0..PLACES {
            office.try_post(letter("a")).unwrap();
        }
        assert_eq!(office.try_post(letter("b")), Err(PostOfficeFull));
        assert_eq!(begun.elapsed(), Duration::ZERO);
        sleep(Duration::from_millis(1500)).await;
        assert_eq!(office.try_post(letter("b")), Ok(()));
        sleep(LONG).await;
        assert_eq!(relay.tries(begun).len(), PLACES + 1);
    }

    #[tokio::test(start_paused = true)]
    async fn only_a_few_letters_are_sent_at_a_time() {
        let relay = Arc::new(Relay { takes: Duration::from_secs(1), ..Relay::default() });
        let (office, begun) = (PostOffice::new(relay.clone()), Instant::now());
        for _ in 0..3 * DESKS {
            office.try_post(letter("a")).unwrap();
        }
        sleep(LONG).await;
        let seconds: Vec<u64> = relay.tries(begun).into_iter().map(|(_, seconds)| seconds).collect();
        assert_eq!(seconds, [0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2]);
    }
}
