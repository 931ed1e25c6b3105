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

## Numbers with their nouns, said by other texts

count-minutes = { $minutes ->
    [one] 1 minute
   *[other] { $minutes } minutes
}
count-questions = { $questions ->
    [one] 1 question
   *[other] { $questions } questions
}
count-characters = { $longest ->
    [one] 1 character
   *[other] { $longest } characters
}
count-least = { $least ->
    [one] 1 answer
   *[other] { $least } answers
}

## The front door and the start

home-title = Find your footing with AI at work
home-lead = A short look at what you really do with AI, and one small step for this week that fits your work. No ranking.
home-privacy = Nobody but you sees your answers or your result.
home-privacy-wave = In a survey of your organisation, answers count in figures of groups. What is shown of them you read before the first question.
home-look = Take a look
home-me = To your page
survey-facts = { count-questions } · about { count-minutes }
intro-get-title = What you get
intro-get-level = Where you stand, with how sure that is.
intro-get-step = One small step for this week that fits your work.
intro-get-honest = There are no right answers. The honest ones help you most.
intro-privacy-title = Who sees it
intro-privacy = Nobody but you. Your answers and your result are private. No manager, no colleague and no report gets them.
intro-privacy-steps = If you take on a step, it may be counted how many people of your organisation took it on and what came of it: for the whole organisation only, and only where enough did.
intro-privacy-delete = You can delete everything about you at any time. What you never hand in is deleted 30 days after your last answer.
intro-privacy-delete-member = You can delete your answers, results and steps at any time.
intro-start = Start
intro-go-on = Go on where you left off
intro-so-far = You have answered { $answered } of { $all ->
    [one] 1 question
   *[other] { $all } questions
}. What you have answered is kept.
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
step-head = Your next step this week · { count-minutes }
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
other-head = { count-minutes } · { $dimension }
other-see = See this step
other-see-what = See this step: { $step }
result-who-title = Who can see this
result-who-alone = Nobody but you. Nobody can look up your answers or your result.
result-who-wave = Nobody but you sees your answers and your result. They count in figures of groups with at least { count-least }, as you read before the first question.
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
progress-note-hint = What worked, or what you would try differently. Only you see it. At most { count-characters }.
progress-note-long = Shorten your line to { count-characters }
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
data-what-member = Take a copy of everything that is linked to you, or delete your answers, results and steps. What the roster of your organisation says of you stays.
data-export = Download a copy
data-leave = Leave this device
data-delete = Delete everything about me
data-delete-member = Delete my answers and steps
delete-title = Delete everything about you?
delete-title-member = Delete your answers, results and steps?
delete-what = { $responses ->
    [0] This deletes your answers so far, your steps and your private link.
    [one] This deletes your result, your steps and your private link.
   *[other] This deletes your { $responses } results, your steps and your private link.
} It cannot be undone.
delete-do = Delete everything
delete-do-member = Delete my answers and steps
delete-keep = Keep it
deleted-title = Everything about you is deleted.
deleted-title-member = Your answers and steps are deleted.
delete-what-member = Your answers, results and steps are deleted for good, and you are signed out. What the roster of your organisation says of you stays. Anonymous answers you have handed in stay too: nobody can tell which they are.
deleted-what = Nothing that is linked to you is stored any more, and your old link no longer works.
deleted-what-member = Your answers, results and steps are deleted. Anonymous answers stay, because nobody can tell which were yours.

## What is stored

stored-title = What is stored
stored-lead = As little as it takes to show you your result and to let you come back.
stored-what-answers = Your answers
stored-how-answers = Stored with the date, without a time of day, and the version of the questions, under a random number. No name, no address, no account. Only your private link opens them. If you begin and answer nothing, that is deleted after two days; answers that were never handed in are deleted when you have not gone on for 30 days.
stored-what-steps = Your steps
stored-how-steps = Which step you took on or did not want, on which day, what came of it, and the one line you may write. Only you see them. If your organisation invites you to a survey, it is counted how many took on a step and what came of it, for the whole organisation and only where enough did; never your line.
stored-what-key = Your private link
stored-how-key = Only a check value worked out from it is stored, and since which day there is one. Nobody can get back to your link from that value, so a lost link cannot be given back.
stored-what-visits = Your visits
stored-how-visits = The log keeps which kind of page was asked for, when, and how long it took. It keeps no IP address and no link.
stored-what-cookies = Cookies
stored-how-cookies = One that holds your key on this device, one that remembers your language. No tracking, nothing from others.
stored-alone-title = If you use Footing on your own
stored-organisation-title = If your organisation invites you
stored-what-roster = What your organisation tells
stored-how-roster = Your name, number, work address, team and teams before it, the teams you lead, kind of work, location and language, and since which day, as its list of people says. Administrators see it; it stays when you delete your answers.
stored-what-session = Signing in
stored-how-session = Your address, and until when you are signed in, to the hour: 14 days. Of each browser, its name and system, the day you signed in there and the day you last used it. Of a link that was not used, until when it works, to the minute. Of links and sessions themselves only check values are stored. When you ask for a link, your address is kept until the letter has left, for about 15 minutes at most.
stored-what-private = Private answers
stored-how-private = Stored with your number in the list of people and the date, without a time of day. Only you see them and your result. Given in a survey of your organisation, they count in figures of groups, from the number of answers on that the agreement says; given on your own, in none.
stored-what-confidential = Confidential answers
stored-how-confidential = Stored with your number in the list of people and the date, without a time of day, until the term in the agreement is over. Shown in groups only, from the number of answers on that the agreement says. You can take a copy and delete them.
stored-what-anonymous = Anonymous answers
stored-how-anonymous = While the survey is open, each ballot lies in a sealed envelope without a name, and beside it is noted who has taken part, so that nobody answers twice. When the survey closes, the envelopes are opened, the ballots are sorted by content and kept by group, without name, time or number, and the keys that could lead from a person to an envelope are destroyed. A group with too few ballots joins the one above it; where there are too few at the top as well, those ballots are not kept. Nobody can find your ballot again, so nobody can delete it.
stored-what-cookies-more = More cookies
stored-how-cookies-more = One that keeps you signed in, and while you answer anonymously one with your answers, which is gone when you hand in or close the browser. One more says for a year that somebody has signed in on this device, so that strangers cannot use up your letters. When you ask for a link, one more for 15 minutes recognises this browser.
stored-what-promises = What leaders write
stored-how-promises = What a leader means to do before looking, which only they read and can delete; and what they promise a team, with its date and what came of it, which the team reads and which stays.
stored-what-audit = What administrators, leaders and analysts do
stored-how-audit = Changes of the list of people, of roles, tokens and surveys, letters and links for signing in, who looked at released figures, promised something or took figures or the list away, and when, to the second. When people sign in who lead, analyse or administer, and nobody else. People stand in it as ids. Never an answer.
stored-what-operator = Who runs the server
stored-how-operator = Whoever runs this server could read on its disk what is stored there. No page of Footing shows them answers.
stored-delete = On your page you can take a copy of everything that is linked to you, and delete it. It is sealed under a key of its own, and deleting destroys that key: what remains in backups and in unused parts of the disk can then be read by nobody. Only a copy of the keys from before, if somebody made one, would still open it.

## When something is not possible

failure-title-not-found = This page is not here.
failure-what-not-found = The address may be incomplete, or what was here has been deleted.
failure-title-unknown = This device does not know you yet.
failure-what-unknown = Open your private link on this device, sign in, or start again. Nothing you saved is lost.
failure-title-closed = This has been finished already.
failure-what-closed = Your answers were finished or deleted, perhaps in another tab or on another device, or the survey is closed. Your page shows what there is.
failure-title-refused = This came from another site.
failure-what-refused = For your safety it was not carried out. Go to the start and try again from there.
failure-title-busy = Too much is being worked out just now.
failure-what-busy = Many people are looking at large pages at once. Nothing is lost; please try again in a few seconds.
failure-title-going-on = This takes longer than usual.
failure-what-going-on = It was begun and goes on without this page; nothing is lost. Go back in a minute and look at how things stand.
failure-title-full = This could not be saved just now.
failure-what-full = The disk of this installation is full. What you saved before is safe. Please tell the people who run it, and try again later.
failure-title-broken = Something went wrong on our side.
failure-what-broken = What you saved before is safe. Please try again in a moment; if it stays, tell the people who run this installation.

## The calendar file

calendar-try = { $step } ({ count-minutes })
calendar-done = Done when { $done }
calendar-check = What came of “{ $step }”?
calendar-check-what = One minute: say what came of your step.

## Signing in

nav-sign-in = Sign in
nav-who = Signed in:
nav-admin = Administration
sign-in-title = Sign in
sign-in-what = Write your work address. You get a letter with a link that signs you in; there is no password.
label-email = E-mail address
hint-email = For example anna@example.org
sign-in-no-address = Write one e-mail address, for example anna@example.org
sign-in-send = Send me a link
sign-in-no-mail = You sign in with a link that is made for you. No letters are sent from here, so there is nothing to ask for on this page.
sign-in-no-mail-ask = Ask whoever told you about the survey for your link, or the people who keep Footing at your organisation: they make it in the administration, under “Sign-in links”. Open it on this device and you are where you were going.
sign-in-no-mail-run = You run this installation yourself? This prints a link on its machine, also while it is running:
link-sent-title = Look into your mail
link-waits-title = Your letter has to wait
link-waits-what = The mail server takes no letters at the moment. If your organisation knows this address, a letter with a link goes out as soon as it does. If none has come within 15 minutes, ask again.
link-too-many-title = Too many letters are waiting
link-too-many-what = More people ask for links than letters can be sent in time, so none was promised to you. Wait a few minutes, then ask again.
link-sent-what = If your organisation knows this address, a letter with a link is on its way. The link works once, for 15 minutes.
link-sent-again = Nothing came? Try again
enter-title = Sign in on this device
enter-what = The button signs you in on this device for up to 14 days, or until you have not used it for four. Your link is used up then.
enter-do = Sign in
enter-whose = This link opens the account of { $name } ({ $address }). If that is not you, close this page: what you answer would be theirs.
enter-whose-address = This link opens the account of { $address }. If that is not you, close this page: what you answer would be theirs.
enter-elsewhere = This link was asked for in another browser. Type the address that the letter was sent to, so that nobody can lead you into an account that is not yours.
enter-elsewhere-wrong = This link was sent to another address. If somebody passed it on to you, do not use it: ask for a link of your own.
unlock-title = Open what you answered before?
unlock-whose = In the list of your organisation, { $name } has the address { $address } now.
unlock-what = If that is your address, open your earlier answers there. If it is not, leave them closed and tell the people who run Footing: somebody else may read mail there.
unlock-do = It is my address: open them there
unlocked-title = Your earlier answers are open again
unlocked-what = Sign in with your new address to see what you answered before it changed.
devices-title = Where you are signed in
devices-what = You stay signed in for up to 14 days, or until you have not used a device for four. If you used one that others use too, sign out there.
earlier-title = What you answered before is locked
earlier-what = Your organisation changed your address on { $date }. So that nobody who could change it reads your answers, what you answered before is closed here. What you answer from now on is open to you.
earlier-letter-title = Open it from your old address
earlier-letter-what = A letter with a link went to { $address }. The link opens your earlier answers here.
earlier-letter-again = Send the letter again
earlier-letter-sent = The letter goes to { $address } once more. Look into your mail there.
earlier-no-mail = No letters are sent from here, so this way is closed.
earlier-key-title = Open it with your private link
label-key = Your private link
hint-key = If you made one on your page before the change, paste it here.
earlier-key-do = Open my earlier answers
earlier-key-wrong = This is no private link of yours. Check that you copied all of it.
earlier-anew-title = Begin anew
earlier-anew-what = If you can do neither, you can give up what you answered before. It is erased for good, in open surveys too, and your page is yours again. Anonymous answers stay: nobody can tell which are yours.
earlier-anew-sure = Yes, erase what I answered before
earlier-anew-unsure = Nothing was erased. Tick the box if you are sure.
earlier-anew-do = Erase it and begin anew
own-key-title = In case your address changes
own-key-what = If your organisation changes your address, your earlier answers are locked until you open them from the old one. A private link opens them too. Anyone who has it can see your results, so keep it to yourself. A new link replaces the one before.
own-key-there = You have a private link. If you did not make it, or somebody else may have it, remove it or make a new one: signing out does not end it.
own-key-remove = Remove the private link
own-key-make = Make a private link
own-key-made-title = Your private link
own-key-made = Save it where only you find it. It is shown now and never again, and it opens everything of yours on any device.
devices-unknown = A browser without a name
devices-since = since { $date }
devices-used = last used { $date }
devices-this = this device
devices-end = Sign out there
devices-end-named = Sign out there: { $device }
sign-out = Sign out
sign-out-everywhere = Sign out on all devices

failure-title-sign-in = Sign in first
failure-what-sign-in = This page is for people of the organisation. Sign in, then come back to it.
failure-title-not-yours = This page is not for you
failure-what-not-yours = You are signed in, but this page is for other people. If you need it, ask your administrator.
failure-title-limited = Your link does not open this
failure-what-limited = You were signed in by a link that somebody else made for you. It opens the survey and what you answer with it. What you answered before, your own page and copies of it stay closed, so that nobody who could have used the link reads them.
limited-how = For the rest, ask for a letter to your own address: its link opens everything that is yours.
limited-how-no-mail = No letters are sent from here, so the rest cannot be opened with a link. What you answer now you can see until you sign out. To keep a result for yourself, take the assessment on the first page without signing in: you get a private link that only you have.
limited-roles = Pages for those who lead, analyse or administer open with a link from a letter, or with one that the people who run the machine print for you.
limited-ask = Ask for a letter
limited-banner = You are signed in by a link that was made for you. It opens what you answer with it, and nothing from before.
limited-banner-role = You are signed in by a link that the machine printed. It opens the pages of your roles and what you answer with it, and nothing you answered before.
limited-more = How to see the rest
failure-title-locked = What you answered before is locked
failure-what-locked = Your organisation changed your address. What you answered before that is closed here until you show that it is yours.
limited-banner-locked = Your address was changed. What you answered before is closed here until you open it.
failure-title-changed = Something has changed meanwhile
failure-what-changed = Somebody else was quicker, or this step is over. Nothing was changed now. Go back and look at how things stand.
failure-title-link-used = This link does not work any more
failure-what-link-used = A link for signing in works once, and only for a certain time. If you have used it on this device, you may be signed in already: go to the start. Otherwise you need a new one.
failure-title-over = This survey is closed.
failure-what-over = It takes no answers any more. What you handed in before counts; what was only begun does not.
failure-title-too-often = That was too often
failure-what-too-often = Wait a minute, then try again. Nothing is lost.
failure-title-example = This is the example
failure-what-example = Its people are made up, and no real ones are put among them. For your own organisation start Footing with a data directory of its own.
failure-title-only-here = The example is looked at on its own machine
failure-what-only-here = It lets in anybody who reaches it, so it answers only to 127.0.0.1 and localhost. From another machine it is seen through a tunnel: ssh -L 3000:127.0.0.1:3000, the name of its machine, and then 127.0.0.1:3000 in your browser.
failure-title-letters-asked = Enough letters were asked for
failure-what-letters-asked = For this address, several links were asked for within an hour, so no further letter was sent now. Use the newest letter in your mail, or wait an hour and ask again.
failure-title-crowded = No more can begin just now
failure-what-crowded = Very many people have begun without an answer, and this installation keeps no more of them. Nobody's answers are lost. Try again tomorrow, or tell those who run it.

mail-link-subject = Your link to Footing
mail-link-what = Somebody, most likely you, asked for a link to sign in to Footing.
mail-link-do = Sign in
mail-link-ignore = The link works once, for 15 minutes. If you did not ask for it, you need do nothing.
mail-moved-subject = Your address at Footing was changed
mail-moved-what = Your organisation has entered { $address } as your new address. From now on you sign in with that one, and letters from Footing go there.
mail-moved-locked = What you answered so far stays closed at the new address until you say that it is yours.
mail-moved-do = It is my address: open my answers there
mail-moved-not-you = If it is not your address, do not use a link from this letter, and tell the people who run Footing in your organisation.

## Taking part in a wave

privacy-private = Private.
privacy-what-private = Only you see your answers and your result; they count in figures of groups.
privacy-confidential = Confidential.
privacy-what-confidential = Your answers are kept with your name, and shown in groups only.
privacy-anonymous = Anonymous.
privacy-what-anonymous = Your answers are kept without your name and without a time. Nobody can find them again, you included.
saved-here = Kept in this browser only
hand-in = Hand in
hand-in-and-on = Hand in and go on
wave-card-open = You are invited. About { count-minutes }, until { $date }.
wave-card-done = You have answered everything. Thank you.
wave-card-look = See what it is about
wave-card-contract = See what was agreed
contract-facts = { count-questions } · about { count-minutes } · until { $date }
contract-voluntary = Taking part is voluntary. You can stop at any time.
contract-decline = Most questions let you say that you would rather not answer or that something did not come up.
contract-asked-title = What you are asked
contract-questions = { count-questions }.
contract-done = Handed in
contract-start = Begin
contract-anew = Begin anew here
contract-begun-elsewhere = You have begun on another device or with another link. Those answers are not shown here. Go on there; or begin anew here, then what was begun there is dropped.
contract-shown-title = Who will see what
contract-team = Your team is { $team }; { $invited ->
    [one] 1 person is
   *[other] { $invited } people are
} invited there and in the teams below it.
contract-nobody = Nobody sees what you answered: no manager, no colleague, nobody from human resources.
contract-anonymous = Anonymous answers are shown for groups with at least { count-least }.
contract-filed = Yours lie in one box with those of { $group }, where { $invited ->
    [one] 1 person is
   *[other] { $invited } people are
} invited.
contract-filed-whole = Yours lie in one box with those of all others whose team is too small for a box of its own; they are at least { count-least }.
contract-filed-leaders = Yours lie in one box with those of all who lead a team. If there are not at least { count-least }, none of them is kept.
contract-ballot = When you hand in, two things are noted: that you have taken part, and your ballot, in a sealed envelope without a name. Envelopes are opened only when the survey has closed. Then the ballots are sorted by content, and the keys to the envelopes and to the list of who took part are destroyed. While you are answering, these answers are kept only in your browser.
contract-confidential = Confidential answers are shown for groups with at least { count-least }.
contract-private = What is private, only you see. It counts in figures of groups with at least { count-least }, and in nothing else.
contract-cuts = Besides teams, figures of the whole organisation may be shown by { $cuts }. Anonymous answers are shown by team only.
contract-leaders = Those who lead a team are a group of their own. Their answers are in no figure of a team, and in none of the organisation.
contract-participation = How many have taken part is counted. Who has not is never shown to anybody, and every reminder goes to all.
contract-new-people = Answers of people who joined less than 30 days before the start count, but they do not help a group to the number from which it is shown.
contract-talk = What no rule can prevent: if all others in a group tell each other what they answered, they can work out what the last one did.
contract-again = And if the same is asked again later, a group is the same but for a few people, and everybody else answers exactly as before, the difference tells about those few. Changes are not shown then, and the same is not asked twice within 28 days.
contract-intent-title = What those who lead intend
contract-intent-what = They answered before you: what they want to build with AI, whose work will change, and how far AI may go there.
contract-intent-work = Where AI will change the work, and how far it may go
contract-intent-tasks = These tasks come first: { $tasks }
contract-technical = For those who want to know exactly
contract-operator = In one point you have to trust us. As long as the survey is open, whoever runs the server and takes its disk together with its keys could open envelopes and see in which order they came, or could change the program so that it notes who hands in which ballot. The program as published does neither, and once the survey has closed, nobody can.
contract-operator-linked = Confidential and private answers are sealed on the disk of the server, under keys that the server has: whoever runs the server could read them. No page and no file shows them to anybody.
contract-retention = Your answers are erased { $months ->
    [one] 1 month
   *[other] { $months } months
} after the survey closes. A private result stays yours.
contract-contact = Questions about this survey: { $contact }
contract-hash = The agreement has the fingerprint { $hash }. It cannot be changed while the survey runs or afterwards.
contract-proof = How your answers are protected, in full
proof-back = Back to the survey
proof-title = How answers to “{ $name }” are protected
proof-lead = For the works council, for data protection, and for everybody who wants to check. The page can be printed.
proof-agreed-title = What was agreed
proof-stored-title = What is stored
proof-who-title = Who sees what
proof-who-leader = People who lead a team
proof-sees-leader = Figures of their teams and of those below them, made once after the survey has closed, and only from the agreed number of people on. Never a person.
proof-who-analyst = People who analyse
proof-sees-analyst = The same figures for the whole organisation, its teams and the cuts that were agreed. Never a person.
proof-who-administrator = People who administer
proof-sees-administrator = Who is in the organisation and who has which role, how many have taken part in groups of ten or more, and the audit log. No answers and no results of a person, also not by changing an address or making a link.
proof-who-program = Programs with a token
proof-sees-program = What their token was given for: surveys, participation, figures, or the list of people. No answers.
proof-who-operator = People who run the server
proof-sees-operator = No page shows them answers. What they could do with the machine itself is said below.
proof-attack-title = What was tried against it
proof-attack-what = Before a version of Footing is delivered, programs attack it with everything that a reader of results can hold: hundreds of made-up organisations, every figure and file, who was asked what, the answers of friends, the raw disk. They try to find out:
proof-attack-means = a mean of fewer people than agreed, from means that are shown
proof-attack-shares = how fewer than ten people answered, from shares of larger groups
proof-attack-limits = a mean that is only given as a limit, from others beside it
proof-attack-turnout = whether one of fewer than ten has taken part
proof-attack-leaders = an answer of somebody who leads, from figures of the teams they see
proof-attack-spread = anything about a hidden team, from what is said of all teams
proof-attack-invented = the answer of one real person among colleagues who were invented
proof-attack-again = the answer of somebody who was moved between two surveys
proof-attack-disk = who cast which ballot, or what was deleted, from the raw disk and from backups
proof-attack-address = what somebody answered, by changing their address or passing on a link
proof-attack-found = None of this finds anything. Most of these attacks are also tried with the rule taken out that stands against them, where they have to find something.
proof-examined-title = What was examined in the results of this survey
proof-examined-before = Results are made once, after the survey has closed. Before that nobody sees any, and there is nothing to examine.
proof-examined-what = For every figure it was worked out whether all figures together tell anything about fewer people. Where they would have, more was hidden.
proof-head-kind = Figures
proof-head-threshold = Fewest people
proof-head-shown = Shown
proof-head-hidden = Hidden
proof-kind-means = Means
proof-kind-shares = Shares
proof-kind-turnout = Participation
proof-kind-counts = Steps
proof-kind-quality = Quality of the questions
proof-cannot-title = What cannot be promised
proof-cannot-copies = A copy of the keys that was made before something was deleted still opens it. Copies of the keys are kept apart from backups, or not at all.
proof-cannot-mail = Anyone who reads your mail can sign in as you.
cut-work = kind of work
cut-location = location
thanks-title = Thank you
thanks-what = Everything you handed in has arrived. What your team can read from it is shown once the survey has closed, after { $date } at the latest, and to nobody before.
thanks-private = Your own result is ready. Only you can see it.
thanks-result = See your result
thanks-limited = You can open it in this browser until you sign out. Save or print it if you want to keep it.

mail-invite-subject = { $name }: your view is asked for
mail-invite-what = You are invited to { $name }. It takes about { count-minutes } and is open until { $date }.
mail-invite-privacy = Before the first question you read who will see what, and from how many answers on.
mail-invite-do = See what it is about
mail-invite-same = Everybody gets this same letter. If you have already answered, you need do nothing.
mail-remind-subject = { $name }: still open
mail-remind-what = { $name } is still open, until { $date }. It takes about { count-minutes }.

## Administration

admin-title = Administration
back-to-admin = ← Administration
admin-roster = People and teams
admin-roster-counts = { $people ->
    [0] Nobody is in the roster yet.
    [one] 1 person in { $teams ->
        [one] 1 team
       *[other] { $teams } teams
    }.
   *[other] { $people } people in { $teams ->
        [one] 1 team
       *[other] { $teams } teams
    }.
}
admin-roster-open = Look at the roster
admin-waves = Surveys of the organisation
admin-wave-new = Prepare a survey
admin-roles = Roles
admin-roles-count = { $grants ->
    [one] 1 person has a role.
   *[other] { $grants } people have a role.
}
admin-roles-open = Look at the roles
stage-draft = Being prepared
stage-open = Open until { $date }
stage-closed = Closed on { $date }
stage-released = Released on { $date }

role-analyst = analyses
role-administrator = administers
role-what-analyst = Analyses: sees figures of the whole organisation, never of a person
role-what-administrator = Administers: keeps the roster, the roles and the surveys, and sees no results
roles-what = Whoever leads a team is known from the roster. Other roles are given here, by e-mail address.
roles-take = Remove
roles-give-title = Give a role
label-roles = Roles
hint-roles = The roles you tick take the place of the ones before.
roles-give = Save
roles-error-address = Write one e-mail address, for example anna@example.org
roles-error-last = This is the last person who administers. Give the role to somebody else first.
roles-error-example = In the example roles stay as they are: nobody who exists gets a right in it.

roster-teams = All teams
roster-team = Team
roster-whole = People, with teams below
roster-direct = People in the team itself
roster-leaders = Leaders
roster-export = Download as CSV
roster-upload-title = Bring a new list
roster-upload-what = The list stands for everybody: whoever is in it belongs to the organisation, whoever is missing has left. You see what would change before anything does.
roster-columns = A CSV file with the columns id, name, email and team (as in Sales > North > Berlin), and if you like work, location, leads and language.
roster-file = CSV file
roster-look = See what would change
roster-no-file = Choose a file first.
roster-lost = The roster has changed meanwhile, or it took too long. Bring the file once more.
roster-example = This organisation is made up, so it takes no roster: no real people are put among its people. For your own organisation start Footing with a data directory of its own.
roster-done = The roster is changed.
roster-same = The list says what is known already. There is nothing to change.
roster-faults = { $faults ->
    [one] 1 thing in the file needs mending. Nothing was changed.
   *[other] { $faults } things in the file need mending. Nothing was changed.
}
roster-more = and { $more } more
roster-preview-title = What would change
roster-unchanged = { $unchanged ->
    [one] 1 person stays as they are.
   *[other] { $unchanged } people stay as they are.
}
roster-boxes = { $count ->
    [one] Pictures and PDFs show 1 letter of these names as a box, since no font on the server has it: { $boxes }
   *[other] Pictures and PDFs show { $count } letters of these names as boxes, since no font on the server has them: { $boxes }
}. Whoever runs the server can install one, on Debian from: { $packages }. Then Footing has to be started again.
roster-group-joiners = { $count } new
roster-group-returners = { $count } back again
roster-group-leavers = { $count ->
    [one] 1 leaves, and is signed out
   *[other] { $count } leave, and are signed out
}
roster-group-moves = { $count ->
    [one] 1 changes team
   *[other] { $count } change team
}
roster-group-ids = { $count ->
    [one] 1 gets another id
   *[other] { $count } get another id
}
roster-group-edits = { $count } with other changes
brake-leave = { $count } of { $all ->
    [one] 1 person
   *[other] { $all } people
} would leave. Is the list complete?
brake-ids = { $count } of { $all ->
    [one] 1 person
   *[other] { $all } people
} would get another id. Does the list come from another system?
brake-addresses = { $count } of { $all ->
    [one] 1 person
   *[other] { $all } people
} would have another address, and sign in there from now on. Is that meant?
brake-sure = I have checked this, and it is right
roster-moved-told = Anyone whose address changes is signed out, and the old address is told. What they answered before stays closed until they open it themselves.
roster-notes = Names to look at
roster-as-one = { $rows ->
    [one] “{ $name }”: one row writes it with other spaces or signs that look the same (row { $first }). It was taken as the same name.
   *[other] “{ $name }”: { $rows } rows write it with other spaces or signs that look the same (the first is row { $first }). They were taken as the same name.
}
roster-stay-two = “{ $one }” and “{ $other }” differ in upper and lower case only. They stay two: write them alike if one is meant.
roster-apply = Change the roster
roster-leave = Leave everything as it is

# links for signing in that an administrator makes for others
links-title = Sign-in links
links-for-wave = For “{ $name }”: each link leads straight to the survey and works until { $date }.
links-for-roster = For people in the roster. Links for a survey are made on the page of the survey: they lead straight to it.
links-what = A link signs one person in, once, without a letter. It opens taking part in surveys and what is answered with it: nothing the person answered before, and no page of those who lead, analyse or administer. Give each person their own; whoever uses it answers in that person’s name.
links-logged = The audit log notes for whom links were made, and never the links.
links-only-here = These links begin with { $address } and work on this machine only. Write the address people type into footing.toml, as address = "http://footing.example:3000", or open this page under that address.
links-person = One person
label-person = E-mail address or id in the roster
hint-person = For example anna@example.org
links-team = A team
links-team-label = Team, with those below it
links-everybody = { $people ->
    [one] Everybody in the roster: { $people } person
   *[other] Everybody in the roster: { $people } people
}
links-everybody-invited = { $people ->
    [one] Everybody who is invited: { $people } person
   *[other] Everybody who is invited: { $people } people
}
links-show = Show the links
links-csv = Download as CSV
links-error-nobody = Nobody who can get a link here has this address or id.
links-error-none = There is nobody in this team who can get a link here.
links-error-many = That is more than { $most ->
    [one] 1 person
   *[other] { $most } people
}: choose a smaller team, or download the links as CSV.
sheet-title = Hand these links out
sheet-what = { $links ->
    [one] This page shows { $links } link, once: it is not kept here. It works once, until { $date }.
   *[other] This page shows { $links } links, once: they are not kept here. Each works once, until { $date }.
}
sheet-print = Print this page: each person is a card with a code for the camera of a phone. Cut them apart and hand them over.
sheet-copy = All of them as text, to copy
sheet-card = For you alone. Works once, until { $date }.

terms-title = The terms of a survey
terms-what = Everybody who is invited reads these terms before the first question. Once the survey is open, they cannot be changed.
label-name = Name
hint-name = As everybody will read it, for example Spring 2027
terms-error-name = Give the survey a name of 1 to 80 characters
label-purpose = Why you ask
hint-purpose = What you want to know, and what will come of it. 20 to 600 characters.
terms-error-purpose = Say in 20 to 600 characters why you ask and what will come of it
label-contact = Whom to ask
hint-contact = A person or an office, with a way to reach them
terms-error-contact = Name whom people can ask, in 3 to 120 characters
label-surveys = What is asked
hint-surveys = Everything is answered in one sitting.
terms-survey = { $title } ({ count-questions }) – { $privacy }
terms-error-surveys = Choose at least one
label-closes = Last day for answers
hint-closes = After today and within a year
terms-error-closes = Choose a day after today and within a year
label-least = Least number of answers, confidential
hint-least = From how many answers on a group’s figures are shown: 3 to 50, usually 5
terms-error-least = Write a whole number from 3 to 50
label-least_anonymous = Least number of answers, anonymous
hint-least_anonymous = At least as many; in Japan 10 is usual
terms-error-least_anonymous = Write a whole number from 3 to 50, at least as high as for confidential answers
label-cuts = Groups besides teams
hint-cuts = Figures of the whole organisation may also be shown by these. Anonymous answers are only shown by team.
terms-error-cuts = Choose among kind of work and location
label-retention_months = Months until answers are erased
hint-retention_months = Counted from the closing: 1 to 60
terms-error-retention_months = Write a whole number from 1 to 60
terms-keep = Save the terms

intent-title = What those who lead intend
intent-what = Three questions for those who lead. A survey about AI cannot open before they are answered, and everybody can read the answers.
label-build = What do we want to build with AI?
hint-build = In one or two sentences, 20 to 600 characters
intent-error-build = Say in 20 to 600 characters what you want to build with AI
label-work = Whose work will change, and how far may AI go there?
hint-work = At least one kind of work
intent-no-change = Will not change
intent-error-work = Choose for at least one kind of work how far AI may go
label-tasks = Which tasks come first?
hint-tasks = One to five
intent-error-tasks = Choose one to five tasks
intent-less = Some questions are left out here: kinds of work and tasks come from a survey with the role “skill”, how far AI may go from one with the role “intent”.
intent-keep = Save the answers

needs-title = What it still needs
need-terms = Terms
need-intent = Answers of those who lead
need-roster = Enough people in the roster
need-done = Done
need-open = Still open
wave-participation = How many have taken part
wave-participation-what = Counted in groups, never by person.
wave-teams = By team
wave-rate = { $taken } of { $invited }
wave-rate-hidden = too few to say
wave-too-few = Too few people count yet: only those who lead no team and joined at least 30 days ago do. So far: { $people }. Needed: { $least }.
wave-new-people = { $people ->
    [one] 1 person
   *[other] { $people } people
} joined less than 30 days ago. Their answers count, but a team is not shown because of them. From { $date } on that is over for all of them.
wave-asked-now = One of its surveys is asked in “{ $wave }”, which is open. The same is never asked twice at once: close that one first.
wave-asked-lately = One of its surveys was asked in “{ $wave }” until lately. So close to each other, two results could tell people apart who joined or left a team in between. You can open this one on { $date } or later.
wave-owed = { $letters ->
    [one] 1 letter is still to be sent.
   *[other] { $letters } letters are still to be sent.
}
wave-no-mail = This installation sends no mail. Make a sign-in link for everybody below and hand it out; it leads straight to the survey. Whoever is signed in finds it at { $link }.
wave-trouble-short = Needs attention
wave-trouble-title-close = This survey could not be closed
wave-trouble-title-go-on = Something is due here and could not be done
wave-trouble-survey = The file of a survey that was asked is missing. Put it back where the survey files are, and start Footing again.
wave-trouble-store = Something that is needed for it cannot be read or written. The log of the server says what it is, and what to do about it.
wave-trouble-figures = Working out its results breaks off. That is a fault of Footing: please report it, and install the next version.
wave-trouble-erasing = The answers of this survey should be erased by now, as was agreed. The log of the server says what keeps them from it.
wave-trouble-waits = Before a survey is closed, Footing tries whether its results can be made, and shows them to nobody. So nothing is lost: all answers stay as they are. After its last day the survey takes no more of them; it is tried again every five minutes, or you close it by hand once this is mended.
wave-opened = Opened on { $date } for { $invited ->
    [one] 1 person
   *[other] { $invited } people
}.
letters-title = Letters
letters-taken = { $letters ->
    [one] The mail server has taken 1 letter.
   *[other] The mail server has taken { $letters } letters.
}
letters-trouble = { $minutes ->
    [one] For 1 minute no letter has left.
   *[other] For { $minutes } minutes no letter has left.
}
letters-trouble-unreachable = The mail server cannot be reached. Check the host and port in the setting mail, and whether this machine may connect to it.
letters-trouble-encryption = No encrypted connection comes about. Check that the host in the setting mail is the one the server's certificate names, and that it offers the encryption that is asked for.
letters-trouble-barred = The mail server wants nothing from this machine. Ask those who run it to let this machine in.
letters-trouble-login = The mail server refuses the login. Check user and password in the setting mail; a special character in the password is written as %40 for @. Then start Footing again.
letters-trouble-sender = The mail server refuses the address letters come from. Check the setting mail_from, and whether this user may send as that address.
letters-trouble-busy = The mail server asks to wait. If it goes on doing so, set mail_connections and mail_rate to what it allows.
letters-trouble-silent = The mail server broke off or gave no answer. Ask those who run it.
letters-trouble-everybody = The mail server refused one letter after another with the same words. It is not about each address: ask those who run it what this machine may send, and to whom.
letters-trouble-odd = What answers at this host and port is no mail server. Check the setting mail.
letters-said = The server said: { $said }
letters-kept = { $minutes ->
    [0] All letters are kept. It is being tried again.
    [one] All letters are kept. It is tried again within 1 minute.
   *[other] All letters are kept. It is tried again within { $minutes } minutes.
}
letters-refused = { $letters ->
    [one] 1 letter was refused
   *[other] { $letters } letters were refused
}
letters-refused-what = The mail server does not take letters to these people. Correct their addresses in the list of people, then send these letters again.
letters-more = { $letters ->
    [one] And 1 more.
   *[other] And { $letters } more.
}
wave-do-open = Open the survey
wave-do-close = Close the survey
wave-do-release = Release the figures
wave-do-invite = Write to everybody
wave-do-remind = Remind everybody
wave-do-retry = Send refused letters again
confirm-leave = Not now
confirm-title-open = Open the survey?
confirm-what-open = { $people ->
    [one] 1 person
   *[other] { $people } people
} will be invited to { $name }. From then on, terms and people stand for this survey, whatever changes in the roster. Nobody is written to yet.
confirm-title-close = Close the survey?
confirm-what-close = { $name } takes no more answers then, and cannot be opened again. The list of who took part in its anonymous part is destroyed.
confirm-title-release = Release the figures?
confirm-what-release = What may be shown of { $name } is worked out now, once and for good, by the rules everybody has read. Leaders then see their teams, and nobody sees a person.
confirm-title-invite = Write to everybody?
confirm-what-invite = { $people ->
    [one] 1 person gets a letter with a link to { $name }.
   *[other] { $people } people get a letter with a link to { $name }, the same for all.
}
confirm-title-remind = Remind everybody?
confirm-what-remind = { $people ->
    [one] The 1 person invited gets
   *[other] All { $people } people get
} the same letter, whether they have answered or not: nobody can tell from it who has.
confirm-title-retry = Send refused letters again?
confirm-what-retry = { $people ->
    [one] 1 person gets the letter about { $name } once more, to the address the list of people has now.
   *[other] { $people } people get the letter about { $name } once more, to the addresses the list of people has now.
}

## The example

example-banner = Example: this organisation and everybody in it are made up.
example-look = Look around as somebody else
example-title = Look around as somebody else
example-what = This organisation is made up. Choose whose eyes you want to see it with; whatever you do changes the example only.
example-employee = Employee
example-employee-what = Answers surveys, sees their own result
example-manager = Manager
example-manager-what = Leads a team
example-analyst = Learning and development
example-analyst-what = Sees figures of the whole organisation
example-administrator = Administrator
example-administrator-what = Keeps the roster and the surveys
example-enter = Look around

## A manager's teams

nav-teams = Your teams
organisation = Organisation
group-leaders = Those who lead a team
teams-title = Your teams
teams-from = { $name }, released on { $date }
teams-none = No team stands out clearly. What is without colour cannot be told apart from the organisation.
teams-some = { $below ->
    [0] No figure is
    [one] 1 figure is
   *[other] { $below } figures are
} clearly below the organisation, and { $above ->
    [0] none
    [one] 1
   *[other] { $above }
} clearly above. What is without colour cannot be told apart.
teams-how = Figures run from 0 to 100. They say how a group answered as a whole, never how one person did, and they are no mark for anybody. Those who lead a team are in no team’s figures.
teams-table = Your teams, scrolls sideways
teams-caption = Figures from 0 to 100 by team and subject; clearly above or below the organisation, or about the same
teams-nothing = There is nothing to see yet. Figures appear here after a survey has closed and been released.
not-shown = Not shown
clearly-above = clearly above the organisation
clearly-below = clearly below the organisation
answers-band = { $from }–{ $to ->
    [one] 1 answer
   *[other] { $to } answers
}
opinions-split = Opinions are split
legend-same = About the same as the organisation
legend-hidden = Not shown, to protect people
legend-signs = ▲ ▼ clearly above or below

## Before a manager looks

before-title = Before you look: what will you do?
before-what = Whoever decides beforehand does more afterwards. Write a line for each case, for yourself: nobody else reads it. You can also leave them out.
before-label-low = If a figure is clearly low, I will …
before-label-high = If a figure is clearly high, I will …
before-label-split = If opinions in a team are split, I will …
before-error = Keep each line to { count-characters }
before-look = Keep it, and show the figures
before-skip = Show the figures without it

## A manager's teams: steps, questions, map

teams-figures = Where your teams stand
teams-columns = What the table shows
teams-subjects = Subjects
teams-questions = Questions: { $survey }
teams-steps = One next step for each team
teams-steps-more = Open a team in the table to see its step, its figures and what was promised.
team-card-head = { $team } · { count-minutes }
team-open = Open
team-open-what = Open { $team }
changed-up = up from { $before }
changed-down = down from { $before }
meant-title = What you said you would do
meant-what = Written before you looked. Only you read it.
map-title = Skill and safety side by side
map-how = Each dot is a team. The cross shows how far chance alone may move it; the lines are the organisation. Filled dots are clearly in a corner.
map-skill = Skill with AI →
map-safety = Safety to speak up and learn ↑
map-unclear = { $teams ->
    [0] No team is too close to call.
    [one] 1 team is too close to call.
   *[other] { $teams } teams are too close to call.
}
corner-both-high = Skill and safety clearly above:
corner-skill-only = Skill clearly above, safety clearly below:
corner-safety-only = Safety clearly above, skill clearly below:
corner-both-low = Skill and safety clearly below:

## One team

back-to-teams = All your teams
team-step-team = The team’s next step · { count-minutes } together
team-step-leader = The team’s next step · { count-minutes } for you, who lead
team-why-few = This team’s figures are not shown, to protect people: it is too small, too few answered, or another group would be given away.
team-why-split = Opinions on “{ $subject }” are split, so one figure ({ $points }) says little about anybody.
team-why-skill = The skill is there (“{ $skill }” { $points }, clearly above), but “{ $safety }” is clearly below ({ $low }).
team-why-low = “{ $subject }” is { $points } here, clearly below the organisation.
team-why-fallen = “{ $subject }” is { $points } here; at the survey before it was { $before }.
team-why-starting = On average the team is at “{ $level }” ({ $points } of 100).
team-why-apart = On “{ $subject }” this team ({ $points }) clearly thinks otherwise than the organisation as a whole; neither is wrong.
team-why-high = “{ $subject }” is { $points } here, clearly above the organisation, and nothing is clearly below.
team-why-even = Nothing stands out here: no figure is clearly above or below the organisation.
team-figures = Figures of the team
team-questions = Its questions: { $subject }
team-questions-short = Its questions
team-organisation = organisation { $points }
about-the-same = about the same
opinions-close = Opinions are close
opinions-mixed = Opinions are mixed
between-facts = { " · " }
item-reversed = { $item } (turned round: high means people disagree)
promise-title = Promise it
promise-what = Say what you take on and until when. Your team reads it, and reads what came of it when it is asked again.
label-step = Which step
label-due = Until
hint-due = From today to half a year ahead
label-words = In your own words, for your team
hint-words = One line, if you like. Name nobody.
promise-button = Promise this
promise-made = Promised until { $due }
promise-came-title = What came of your promise
promise-came-what = Your team reads this when it is asked again. “Not yet” with a reason is better than silence.
promise-outcome = What came of it?
promise-note = What you did, in one line
promise-note-hint = Up to { count-characters }. Name nobody.
promise-history = Promised before
promise-head = { $team }, after { $wave }, until { $due }
promise-open = Nothing said yet
promise-error-step = Choose one of the steps
promise-error-due = Choose a day from today to half a year ahead

## Fifteen minutes

talk-open = Fifteen minutes with the team
back-to-team = { $team }
talk-page-title = Fifteen minutes: { $team }
talk-title = Fifteen minutes, one next step
talk-what = For everybody in one room or one call. Read the figures out if you like; nobody says what they answered. Whoever leads speaks last.
talk-known = What we know
talk-subject = Subject
talk-we = This team
talk-compared = Compared
talk-start = Start
talk-pause = Pause
talk-again = Once more
talk-over = Time is up. Finish your sentence.
talk-phase = { $phase }: { count-minutes }
talk-alone = Alone
talk-together = Together
talk-decide = Decide
talk-do-alone = Everybody writes for themselves: one thing with AI that worked, one that did not, one to try next.
talk-do-together = Go round once. Each says one thing; nobody comments until all have spoken. Then: what do several of you have in common?
talk-do-decide = Agree on at most one thing to do, who does it, and until when. Nothing is a good answer too.
talk-step = The step suggested for this team:
talk-one-title = At most one thing
talk-one-what = What we do, who, until when:
talk-write-down = Write it down as a promise

## You said, we did

said-title = You said, we did
said-what = What was promised after the survey before, and what came of it so far.

## Learning and development

nav-insights = Insights
insights-title = The organisation at a glance
insights-what = Every figure here was released once and is the same on every page and in every file. What is hatched is hidden to protect people.
export-csv = All figures as CSV
export-json = All figures as JSON
chart-download = Take it along:
chart-take = { $format }: { $title }
chart-of = Chart: { $title }
chart-table = The figures as a table
chart-table-of = Figures: { $title }
chart-foot = { $name }, released on { $date } · groups of fewer than { $least } are not shown · contract { $contract }
chart-interval = 95 % interval
chart-organisation = Organisation { $points }
column-subject = Subject
column-question = Question
column-mean = Figure
column-work = Kind of work
question-subjects = Where does the organisation stand in each subject?
question-teams = Which teams are clearly above or below the organisation?
question-map = Do skill and safety go together?
question-answers = What did people answer to “{ $survey }”?
question-levels = How many people stand on each level?
question-trend = What has changed from wave to wave?
question-intent = How far may AI go: those who lead, and everybody?
finding-range = Highest is “{ $high }” ({ $most }), lowest “{ $low }” ({ $least }).
finding-only = One figure is shown: “{ $name }” ({ $points }).
finding-even = There is no clear difference: what lies between highest and lowest is no more than chance.
finding-map = { $clear ->
    [0] None of { $teams ->
        [one] 1 team
       *[other] { $teams } teams
    } lies clearly in one corner: by skill and safety they cannot be told apart.
    [one] 1 of { $teams ->
        [one] 1 team
       *[other] { $teams } teams
    } lies clearly in one corner.
   *[other] { $clear } of { $teams ->
        [one] 1 team
       *[other] { $teams } teams
    } lie clearly in one corner.
}
finding-levels-most = Most people, { $percent } %, stand at “{ $level }”.
finding-levels-largest = { $groups ->
    [one] The largest group, { $percent } %, stands
   *[other] The largest groups, { $percent } % each, stand
} at { $names }.
finding-up = Clearly higher than at the wave before: { $subjects }.
finding-down = Clearly lower than at the wave before: { $subjects }.
finding-no-change = Nothing has changed since the wave before by more than chance.
finding-intent = Farthest apart is { $work }: { $rungs } rungs. It is worth talking there.
finding-intent-near = Where figures are shown, those who lead and everybody else are not far apart.
axis-skill = Skill with AI
axis-safety = Safety to speak up and learn
field-safe = safe, still learning
field-both = safe and able
field-neither = neither yet
field-able = able, but not safe
map-clear = clearly in a corner
map-close = too close to call
intent-leaders = Those who lead
intent-everybody = Everybody
alt-bars = A bar from 0 to 100 for each subject, with the interval that chance gives it.
alt-heatmap = A table in colours: a row for each team, a column for each subject, the organisation first.
alt-map = Each team is a dot: skill from left to right, safety from bottom to top.
alt-answers = A bar for each question, split by answer, with the middle answer on one line.
alt-levels = A bar for each department, split by level, the organisation first.
alt-trend = A line for each subject over the waves, with intervals.
alt-intent = For each kind of work two marks on a ladder of five rungs: those who lead, and everybody.

sheet-about = About
sheet-figures = Figures
sheet-made = Released on
sheet-invited = Invited
sheet-contract = Contract (SHA-256)
sheet-notes = Notes
export-xlsx = All figures as an Excel workbook
export-sav = For SPSS: the figures with their labels
export-spss = For SPSS: the syntax that reads the CSV file
export-csvw = What the columns of the CSV file mean
export-report = Report (PDF)
export-slides = Slides (PowerPoint)
export-technical = Technical report (PDF)
question-participation = How many of those invited took part?
question-steps = Which steps do people take on, and what comes of them?
finding-participation = { $taken } of { $invited ->
    [one] 1 person
   *[other] { $invited } people
} invited ({ $percent } %) answered “{ $survey }”.
finding-participation-fewest = Fewest answered “{ $survey }”: { $taken }.
finding-participation-range = Highest in { $high } ({ $most } %), lowest in { $low } ({ $least } %).
finding-steps = { $steps ->
    [one] One step was taken on by enough people to be named: “{ $step }”.
   *[other] { $steps } steps were taken on by enough people to be named, most often “{ $step }”.
}
step-taken-by = { $step } ({ $band } people)
too-few-said = Too few have said yet
alt-participation = A bar for each department, filled as far as people took part, the organisation first.
alt-steps = A bar for each step, split by what people said had come of it.
percent = { $percent } %
column-survey = Survey
column-taken-part = Took part
column-invited = Invited
column-percent = In 100
column-step = Step
column-people = People
language-en = English
language-de = German
language-ja = Japanese
contract-steps = If you take on a step with your result, it is counted how many people took it on and what came of it: for the whole organisation only, and only where at least { $least } did. What you write about it stays yours.

## The technical report

tech-title = Does it measure anything?
tech-lead = This report says what the figures of this wave rest on. All of it is about the questions, nothing about a person or a single team. Numbers of people are bands, and nothing is said from fewer than fifty people.
tech-who = Who answered, and who did not
tech-missing-people = Fewest answered “{ $survey }”: { $percent } % of those invited did not. Who they are is not known here, and how they would have answered is not known to anybody. If they stood { $supposed ->
    [one] 1 point
   *[other] { $supposed } points
} lower or higher than those who answered, the figure of the whole organisation would be { $shift } points lower or higher.
tech-enough-took-part = Enough took part that those who are missing change the figures of the organisation little. Of a small team this cannot be said.
tech-take-care = So many are missing that they may change the figures by more than chance does. Ask why before you conclude anything from small differences: no time, no trust, or no interest are three different things.
tech-too-few = Fewer than fifty people answered. Nothing can be said about how well these questions measure here, and the figures are best read as a start of a conversation.
tech-complete = { $band } people answered. { $complete } % answered every question, and { $straight } % gave one and the same answer to every question.
tech-straight = One answer to everything can be meant, as all questions point the same way. It can also mean that people were in a hurry.
tech-straight-reversed = Some questions ask for the opposite, so that one answer to everything can hardly be meant. Many such answers pull figures towards the middle.
tech-reliability = How consistently the questions of a subject go together
tech-by-language = The same by language: a translation is part of the question
tech-language = Language
tech-alpha = Alpha (95 %)
tech-omega = Omega
tech-error = Error of one person’s score
tech-at-lowest = At the lowest end, %
tech-at-highest = At the highest end, %
tech-undefined = –
tech-verdict-persons = { $subject }: consistent enough to show people their own score, with its uncertainty.
tech-verdict-groups = { $subject }: consistent enough to compare groups.
tech-verdict-groups-only = { $subject }: consistent enough to compare groups. For one person it gives a direction, no more.
tech-verdict-unsure = { $subject }: about as consistent as comparing groups asks for; from these answers it cannot be told for sure.
tech-verdict-weak = { $subject }: the questions do not go together well. Look at the single questions rather than at the subject.
tech-verdict-one-question = { $subject }: one question, or questions on different scales. Consistency cannot be computed.
tech-teams = Do teams differ, and do their members agree?
tech-teams-caption = What the figures of teams rest on
tech-few-teams = There are too few teams with answers to say whether teams differ.
tech-teams-count = Teams
tech-icc1 = ICC(1) (95 %)
tech-icc2 = ICC(2)
tech-rwg-uniform = r(wg), answers at random
tech-rwg-skewed = r(wg), answers that lean
tech-within-limit = Teams that agree, %
tech-between-same = { $subject }: teams do not differ by more than chance. Differences between them should not be read at all.
tech-between-differ = { $subject }: teams differ ({ $percent } % of the spread lies between them), but the mean of a team is too uncertain to order them. Only what is marked as clearly above or below stands out.
tech-between-apart = { $subject }: teams differ ({ $percent } % of the spread lies between them), and their means tell them apart well.
tech-agreement-strong = Members of a team agree, whatever is taken for chance.
tech-agreement-if-random = Members of a team agree more than by answers at random, but not more than where everybody leans to one side.
tech-agreement-weak = Members of a team often see it differently: a team’s mean hides that, its words of agreement do not.
tech-questions = The questions one by one
tech-questions-caption = Each question, its answers in the direction of its subject
tech-left-out = Left out, %
tech-with-others = With the other questions
tech-alpha-without = Alpha without it
tech-quoted = “{ $question }”
tech-nothing-to-look-at = No question stands out as weak.
tech-look-against = Against the other questions of its subject, perhaps misunderstood, or marked the wrong way round: { $subject }
tech-look-hardly = Hardly with the other questions of its subject, as it asks for something else or is understood in different ways: { $subject }
tech-look-ceiling = Most people are at the highest end already, so that it can hardly show any improvement: { $subject }
tech-look-floor = Most people are at the lowest end, so that it can hardly tell people apart: { $subject }
tech-look-left-out = Often left out, perhaps as it does not fit the work of many or feels too personal: { $subject }
tech-conclude = What may be concluded, and what not
tech-may = What may be concluded
tech-may-not = What may not
tech-may-subjects = Where the organisation stands in a subject, within the interval drawn around it.
tech-may-teams = That a team lies clearly above or below the organisation, where it is marked so.
tech-may-change = That something has changed since the wave before, where a change is shown: it is more than chance, and about the same people answered.
tech-may-talk = What is worth talking about. A figure opens a conversation; it does not replace one.
tech-not-rank = Which team is the best or the worst. Neighbours in any order are mostly in it by chance.
tech-not-person = Anything about one person.
tech-not-cause = That a training, a leader or a tool is the cause. Figures stand side by side; what made them is not measured.
tech-not-change = That anything has risen or fallen: this is the first wave.
tech-not-teams = That teams differ in anything asked here.
tech-not-missing = What those think who did not answer.
tech-sources = Alpha: Cronbach (1951), its interval: Feldt (1965). Omega: McDonald (1999). ICC: Shrout & Fleiss (1979), Bliese (2000). r(wg): James, Demaree & Wolf (1984). Agreement within a sixth of the options: Burke & Dunlap (2002). What is enough: Nunnally & Bernstein (1994), LeBreton & Senter (2008). Figures of people’s scores are in points of 100.

## Reports and slides

report-short = In short
report-subtitle = Report on the figures released on { $date }
report-finding = { $question } { $finding }
report-page = Page { "{page}" } of { "{pages}" }
report-read = How to read the figures
report-read-points = Figures run from 0 to 100: 0 if everybody had chosen the lowest answer, 100 the highest. They are not percent of people.
report-read-interval = The line around a figure is what chance alone may move it in 95 of 100 cases. Where two lines overlap, do not speak of a difference.
report-read-standing = A team is marked as clearly above or below only where that is more than chance, with its size taken into account. All others cannot be told apart from the organisation.
report-read-hidden = What is hatched is hidden to protect people: groups of fewer than { count-least } ({ $anonymous } where answers are anonymous), and whatever would give them away. It is not zero.
report-read-change = A change is shown only where it is more than chance and about the same people answered both times.
report-read-not = No figure says anything about one person, and none says why.
report-agreement = What was agreed before anybody answered
report-agreement-caption = The agreement of this wave
report-agreed = What
report-what = As everybody read it
report-erased = Answers are erased
report-months = { $months ->
    [one] One month after the end
   *[other] { $months } months after the end
}
report-audit = Audited
report-audited = { $shown } of { $figures ->
    [one] 1 figure
   *[other] { $figures } figures
} may be shown. That nobody can be worked out from them was checked when the release was made.
slides-next = One next step
slides-next-what = What we will do differently:
slides-next-who = Who begins:
slides-next-when = Until when:
slides-next-back = When we look back at it:
slides-notes-short = Say what you want from this hour before you show a figure. Let people guess first; it shows what they expect.
slides-notes-next = Agree on at most one thing. Write it down on this slide, in the words of whoever will do it. Nothing is a good answer too.
slides-look-subjects = The bars are the whole organisation. The thin line is chance.
slides-ask-subjects = Ask: Which of these surprises you? What have you seen at work that goes with it?
slides-look-teams = Each row is a team. Only what is outlined stands out; the rest cannot be told apart.
slides-ask-teams = Ask: What do teams that stand out do differently? Do not ask who they are to blame or to praise.
slides-look-map = Each dot is a team: to the right more skill, upwards safer to speak up.
slides-ask-map = Ask: What would make it safer to try, and to say that it went wrong?
slides-look-answers = Each bar is a question; the middle answer lies across the line.
slides-ask-answers = Ask: Which question would you have answered differently a year ago?
slides-look-levels = Each bar is a department. A level is a habit at work, not a grade.
slides-ask-levels = Ask: What helped those who moved on? What would help the next group?
slides-look-trend = Each line is a subject over the waves. A change is named only where it is more than chance.
slides-ask-trend = Ask: What did we do between the waves, and what do we believe it changed?
slides-look-intent = Two marks a row: how far those who lead would let AI go, and everybody else.
slides-ask-intent = Ask: Where are we farthest apart, and who should talk about it?
slides-look-steps = Each bar is a step that people took on, split by what they said had come of it.
slides-ask-steps = Ask: What keeps a good step from being done? Time, a tool, a permission?
slides-look-participation = How many took part, by department. Nobody can see who did.
slides-ask-participation = Ask: What would have made it easier, or safer, to answer?

set-title = Everything in one file
set-what = Every chart as SVG, PNG and PDF, the report, the slides, the technical report and all figures, in one ZIP archive.
set-begin = Put it together
set-again = Try again
set-waiting = Another archive is being put together. Yours is next.
set-progress = { $done } of { $all ->
    [one] 1 file
   *[other] { $all } files
} { $done ->
    [one] is
   *[other] are
} written.
set-stay = This page asks again by itself every two seconds. You can also leave and come back.
set-ready = Everything is ready.
set-download = Download ({ $size } MB)
set-failed = The archive could not be put together. Nothing was changed. If it fails again, tell whoever runs the server.

## Tokens for programs

admin-tokens = Tokens for programs
admin-tokens-count = { $tokens ->
    [0] No program can read anything yet.
    [one] 1 program has a token.
   *[other] { $tokens } programs have a token.
}
admin-tokens-open = Look at the tokens
tokens-what = With a token a program reads what is released, or keeps the roster: a dashboard, a spreadsheet, your staff system. It may do what you tick and nothing else. No token reads the answers of a person. What there is to read stands under /api/v1/openapi.json.
tokens-make-title = Make a token
tokens-make = Make the token
label-token_name = What is it for?
hint-token_name = For example Power BI, or the name of your staff system. One token for each program: then you can revoke one without the others.
label-scopes = What may it do?
hint-scopes = Tick only what the program needs.
scope-surveys-read = surveys:read – read the surveys and their questions
scope-waves-read = waves:read – read when surveys run, their contracts, and how many take part
scope-releases-read = releases:read – read all released figures and charts of the organisation
scope-roster-read = roster:read – read who is in the organisation: names, addresses, teams
scope-roster-write = roster:write – replace the roster. It decides who leads which team and who signs in with which address: only for your staff system
label-last_day = Last day
hint-last_day = After that day it opens nothing any more. Leave it empty for a token that holds until you revoke it.
token-error-token_name = Say what the token is for, in up to 60 characters
token-error-scopes = Tick at least one thing the token may do
token-error-last_day = Choose a day from today on, or leave it empty
token-made-title = The token for { $name } is made
token-made-what = Copy it now and put it where the program keeps its secrets: it is not shown again. The program sends it as “Authorization: Bearer …”, or as a password with any user name; never in an address.
token-made-label = The token
token-made = Made by { $by } on { $date }
token-used = last used on { $date }
token-unused = not used yet
token-last-day = last day: { $date }
token-over = expired, its last day was { $date }
token-revoke = Revoke
token-revoke-of = Revoke { $name }
