# The words of the pages. Survey and step texts stand in their own files.

title = { $page } – Footing
error-page-title = Error: { $page }
skip = Skip to content
nav = Language and your page
nav-me = Your page
back = ← Back
back-to-result = ← Back to your result
back-to-me = ← Your page
to-start = To the start
to-me = To your page
continue = Continue
between-sentences = { " " }
between-labels = { ", " }
footer-private = Private: only you see your answers and your result.
footer-stored = What is stored

date = { $day } { $month } { $year }
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December

## The front door and the start

home-title = Find your footing with AI at work
home-lead = A short look at what you really do with AI, and one small step for this week that fits your work. No ranking, no report to anybody.
home-look = Take a look
home-me = To your page
survey-facts = { $questions } questions · about { $minutes } minutes
intro-get-title = What you get
intro-get-level = Where you stand, with how sure that is.
intro-get-step = One small step for this week that fits your work.
intro-get-honest = There are no right answers. The honest ones help you most.
intro-privacy-title = Who sees it
intro-privacy = Nobody but you. Your answers and your result are private. No manager, no colleague and no report gets them.
intro-privacy-delete = You can delete everything about you at any time.
intro-start = Start
intro-go-on = Go on where you left off
intro-so-far = You have answered { $answered } of { $all } questions. They are kept.
intro-earlier = See your earlier results

## Answering

place-item = Question { $number } of { $all }
place-context = About your work, { $number } of { $all }
error-title = There is a problem
error-mark = Error:{ " " }
error-select = Select the answer that fits best
error-not-an-option = Select one of the answers below
saved = Saved
not-saved = Not saved yet. “Continue” will try again.
quick-switch = Quick answers: keys 1–5, and a tap goes on
see-result = See my result
review-first = Check my answers first
review-title = Check your answers before you see your result
review-incomplete = Some questions are still open. We will take you to them.
review-change = Change
review-change-what = Change your answer to the question: { $question }
review-open = Not answered yet
review-nothing = None of these

## The result

result-where = Where you stand, { $date }
result-no-score = Too little came up for a score, and that is fine.
result-too-few = A score needs answers to at least { $needs } of the questions. “It did not come up” is an honest answer, so nothing is guessed here. The step below fits all the same.
result-held-back = Your points alone would say “{ $level }”. For that level, “{ $dimension }” needs more points first; a strong side elsewhere does not make up for it.
result-between = Your score lies so near the border that the two levels cannot be told apart. Read it as one or the other.
finding-between = You are between “{ $from }” and “{ $to }”.
ladder-title = Level { $level } of { $levels }, { $name }: { $points } of 100, give or take { $sem }
change-up = Since last time your score has gone up from { $before } to { $now }. That is more than chance.
change-down = Since last time your score has gone down from { $before } to { $now }. That is more than chance; four weeks can look very different.
change-unclear = Last time { $before }, now { $now }: no clear change. Simply answering again could make a difference this size.
change-dimension-up = up from { $before }
change-dimension-down = down from { $before }
step-head = Your next step this week · { $minutes } minutes
why-this-one = Why this one: { $reason }
why-signal = you used AI “{ $answer }”, and “{ $dimension }” stands at { $points } of 100. So checking comes first.
why-weakest = of your four sides, “{ $dimension }” is clearly the weakest ({ $points } of 100).
why-none-weaker = none of your four sides is clearly weaker than the others, so regular practice helps most.
why-no-scores = there are too few answers to compare your sides, so we begin with practice.
why-task = You said you often do this: “{ $task }”.
why-work = This step fits the kind of work you chose: “{ $work }”.
pattern-title = The pattern
pattern-trigger = Trigger
pattern-ai = AI does
pattern-human = You decide
pattern-review = Review
pattern-recover = If it misses
done-when = Done when
done-joint = { "" }
step-take = I’ll do it
step-calendar = Add to calendar
step-decline = Not for me
step-taken = You chose this step on { $date }.
step-what-came = What came of it?
result-no-step-left = You have been through all the steps we have for you. That is quite something. Show a colleague the one that helped most.
result-sides = Your four sides
bars-caption = Score from 0 to 100 on each side, weakest first, with the range it may lie in
bars-side = Side
bars-score = Score
bars-no-score = Too few answers for a score
bars-note = The line in each bar shows the range the score would fall in about two times out of three if you answered again.
score-with-sem = { $points } ± { $sem }
others-title = Or one of these
other-head = { $minutes } minutes · { $dimension }
other-see = See this step
other-see-what = See this step: { $step }
result-who-title = Who can see this
result-who = Nobody but you. Your answers are in no report, and nobody can look up your result.
result-me = Your page: private link, earlier results, your steps
result-again-title = When to come back
result-again = Habits need some weeks. Look again from { $date }; until then, the step is what counts.

## The page of one's own

me-title = Your page
me-lead = Your results, your steps, and everything that is stored about you.
me-nothing = There is nothing here yet.
me-nothing-link = Take the assessment
me-go-on = Go on: { $survey }
me-steps = Your steps
me-results = Your results
history-up = Gone up, more than chance
history-down = Gone down, more than chance
history-unclear = No clear change
outcome-none = Nothing noted yet
outcome-done = I did it
outcome-partly = Partly
outcome-not-yet = Not yet
progress-question = What came of it?
progress-note = One line, if you like
progress-note-hint = What worked, or what you would try differently. Only you see it. At most { $longest } characters.
progress-note-long = Shorten your line to { $longest } characters
progress-select = Select what came of it
progress-save = Save
progress-so-far = So far
progress-details = Show the step again
link-title = Your private link
link-what = It opens this page on any device. Keep it to yourself: whoever has it sees your results.
link-renew = Make a new link
link-renew-what = If somebody may have seen your link, make a new one. The old one stops working at once, on your other devices too.
link-renewed-title = Your link is new
link-renewed = The old link no longer works. This is the new one; this device uses it already.
invitation-title = Open your page on this device?
invitation-what = This link belongs to one person. Open it only if it is yours, and only on a device you trust.
invitation-open = Open my page
data-title = Your data
data-what = Take a copy, leave this device, or delete everything. Leaving only removes the key from this device; your link still works.
data-export = Download a copy
data-leave = Leave this device
data-delete = Delete everything about me
delete-title = Delete everything about you?
delete-what = { $responses ->
    [0] This deletes your answers so far, your steps and your private link.
    [one] This deletes your result, your steps and your private link.
   *[other] This deletes your { $responses } results, your steps and your private link.
} It cannot be undone.
delete-do = Delete everything
delete-keep = Keep it
deleted-title = Everything about you is deleted.
deleted-what = Nothing that is linked to you is stored any more, and your old link no longer works.

## What is stored

stored-title = What is stored
stored-lead = As little as it takes to show you your result and to let you come back.
stored-what-answers = Your answers
stored-how-answers = Stored with the date and the version of the questions, under a random number. No name, no address, no account. Only your private link opens them.
stored-what-steps = Your steps
stored-how-steps = Which step you took on or did not want, what came of it, and the one line you may write. Only you see them.
stored-what-key = Your private link
stored-how-key = Only a check value worked out from it is stored. Nobody can get back to your link from that value, so a lost link cannot be given back.
stored-what-visits = Your visits
stored-how-visits = The log keeps which kind of page was asked for, when, and how long it took. It keeps no IP address and no link.
stored-what-cookies = Cookies
stored-how-cookies = One that holds your key on this device, one that remembers your language. No tracking, nothing from others.
stored-delete = On your page you can take a copy of everything, and delete everything.

## When something is not possible

failure-title-not-found = This page is not here.
failure-what-not-found = The address may be incomplete, or what was here has been deleted.
failure-title-unknown = This device does not know you yet.
failure-what-unknown = Open your private link on this device, or start again. Nothing you saved is lost.
failure-title-closed = This has been finished already.
failure-what-closed = Your answers were finished or deleted, perhaps in another tab or on another device. Your page shows what there is.
failure-title-refused = This came from another site.
failure-what-refused = For your safety it was not carried out. Go to the start and try again from there.
failure-title-full = Your answer could not be saved just now.
failure-what-full = The disk of this installation is full. What you saved before is safe. Please tell the people who run it, and try again later.
failure-title-broken = Something went wrong on our side.
failure-what-broken = What you saved before is safe. Please try again in a moment; if it stays, tell the people who run this installation.

## The calendar file

calendar-try = { $step } ({ $minutes } minutes)
calendar-done = Done when { $done }
calendar-check = What came of “{ $step }”?
calendar-check-what = One minute: say what came of your step.
