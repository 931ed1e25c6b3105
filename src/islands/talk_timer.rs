//! The clock of a team's talk: it counts down phase after phase, says when a new one begins, and stops when asked.
//! Nothing ends when it does.

use leptos::prelude::*;

/// Counts the phases of a talk down, each with its name and its minutes.
#[island]
pub fn TalkTimer(
    phases: Vec<(String, u32)>,
    start: String,
    pause: String,
    again: String,
    /// What is said when the last phase is over.
    over: String,
) -> impl IntoView {
    let ready = RwSignal::new(false);
    let running = RwSignal::new(false);
    // Seconds since the start, without the pauses.
    let passed = RwSignal::new(0_u32);
    let whole: u32 = phases.iter().map(|(_, minutes)| minutes * 60).sum();

    #[cfg(feature = "hydrate")]
    Effect::new(move |_| {
        ready.set(true);
        // A tab in the background ticks late, so seconds are counted by the clock.
        let since = StoredValue::new((0_u32, js_sys::Date::now()));
        Effect::new(move |_| {
            if running.get() {
                since.set_value((passed.get_untracked(), js_sys::Date::now()));
            }
        });
        set_interval(
            move || {
                if running.get_untracked() {
                    let (before, start) = since.get_value();
                    let now = (before + ((js_sys::Date::now() - start) / 1000.0) as u32).min(whole);
                    passed.set(now);
                    if now == whole {
                        running.set(false);
                    }
                }
            },
            std::time::Duration::from_millis(250),
        );
    });

    let named = phases.clone();
    let phase = move || {
        let mut ends = 0;
        let current = named.iter().find(|(_, minutes)| {
            ends += minutes * 60;
            passed.get() < ends
        });
        current.map(|(name, _)| (name.clone(), ends - passed.get()))
    };
    let phase = Memo::new(move |_| phase());
    // Read out only when it changes, not every second.
    let announced = Memo::new(move |_| phase.get().map_or_else(|| over.clone(), |(name, _)| name));
    let left = move || {
        let seconds = phase.get().map_or(0, |(_, seconds)| seconds);
        [
            (seconds / 60).to_string(),
            ["0", &(seconds % 60).to_string()].concat()[usize::from(seconds % 60 > 9)..].to_owned(),
        ]
        .join(":")
    };
    let press = move |_| {
        if passed.get_untracked() >= whole {
            passed.set(0);
        }
        running.update(|running| *running = !*running);
    };
    let label = move || match (running.get(), passed.get() >= whole) {
        (true, _) => pause.clone(),
        (false, true) => again.clone(),
        (false, false) => start.clone(),
    };
    view! {
        <div class="timer" class:ready=ready>
            <span class="left" role="timer" aria-live="off">{left}</span>
            <span class="phase" role="status">{announced}</span>
            <button type="button" class="button" on:click=press>{label}</button>
        </div>
    }
}
