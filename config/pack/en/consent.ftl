# What somebody wants and agrees to: steps outside the conversation, statistics, being reached, being punished for telling.

# The conversation

thread-earlier = Show earlier messages
thread-first = Usually on the next working day; at the latest by { $day }.
thread-late = The promised day has passed and there is no message yet. We are sorry that you have to wait; it is not because of you. If you like, write a reminder: one sentence is enough.
thread-linked = This is a separate story that follows your earlier one. The earlier conversation does not show it.
thread-meet = I would like to meet or talk by phone
thread-meet-hint = Write when and how it would be safe for you: face to face, by phone, or together with someone you trust. The adviser will answer here.
thread-meet-asked = Asks to meet or talk by phone
thread-other = If you have another access code, it opens another conversation.
thread-other-go = Open another conversation with its code
said-agreed = Saved: you agreed. You can take it back under the steps you were asked about before.
thread-more = What else you can do
thread-opened-title = On which days advisers opened this conversation
thread-opened-none = No adviser has opened it yet.
thread-opened-note = On these days one of the advisers opened the conversation, the latest first.

# Asking for agreement to a step

ask-title = An adviser asks whether you agree
ask-note = Only you decide. Until you say yes, this step is not taken. If you say no, the adviser helps you just as before.
ask-past = Steps you have been asked about
ask-to = To whom
ask-what = What is done
ask-learns = Who learns of it
ask-guess = What they could guess
ask-until = Your yes holds until
ask-yes = Yes, I agree
ask-no = No, I do not agree
ask-take-back = Take back my yes
ask-word-open = You have not answered yet, and nothing is being done.
ask-word-yes = On { $day } you agreed.
ask-word-no = On { $day } you answered no.
ask-word-taken-back = On { $day } you took back your yes. What was done until that day stays done.
ask-word-over = Its time is over. Without a new agreement this step is no longer taken.

step-health = Medical help
step-psychosocial = Help from a psychologist
step-legal = Legal help
step-shelter = A safe place to stay
step-security = Protection by police or guards
step-workplace = A change at work or in the service
step-discipline = An inquiry in the service
step-criminal = A report to the police
step-other = Another step

# What you want

wish-title = What you want
wish-line = { $day }: { $what }
wish-count = it may be counted in the statistics
wish-no-count = it is not counted in the statistics
wish-path-confidential = talk with an adviser
wish-path-formal = prepare a formal step together
choices-title = What you want
choices-lead = Only you change this, at any time. The adviser will see it.
choices-go = Change what I want
aside-save = Save
aside-back = Back to the conversation
said-wish = Saved. The adviser will see it.

# Being reached

reach-unstored = What you wrote here is not stored yet. Store it, or go back without it.
reach-drop = Back without storing
reach-there = How to reach you safely is written down for the adviser.
reach-none = How to reach you is not written down, and need not be: the answer waits here.
reach-go = How I can be reached
reach-erase = Erase
reach-erase-note = What you erase is gone at once. Whoever has read it knows it, and in older backups it stays sealed until those end.
said-reach = Saved. The adviser will see it.
said-erased = Erased.
fault-contact-long = This answer is too long; characters too many: { $n }. Nothing has been saved.

# Being punished for telling

paid-offer = If someone punishes you for telling, or threatens to, it is worth saying so.
paid-go = If I am punished for telling
paid-title = If you are punished for telling
paid-lead = Worse duties, ridicule, sudden inspections, threats, or people who no longer talk to you: it does happen, and it is not your fault.
paid-note = Note the day, the words and who was there. Keep the note where others will not find it.
paid-tell = Tell the adviser in this conversation, or separately as described below.
paid-danger = If you are in danger now, call 112.
paid-days-title = When advisers are reminded to ask
paid-days = It often begins later. So on these days the conversation is shown to an adviser again, to ask how you are. You can write before that too.
paid-own-title = Telling it separately
paid-own = You can write about it separately, for example if the same adviser must not read it: then tick that person before sending. The new story gets an access code of its own. Whoever reads it will see that there was an earlier one; this conversation will show nothing of the new one.
paid-another = Another story is begun in this browser and not sent yet. Please send or save it first.
paid-another-go = Open what was begun
paid-begin = Begin a separate story
words-linked = This story follows your earlier one. Whoever you kept from reading that stays ticked; you can change it before sending. It gets an access code of its own, and the earlier code stays valid too.
check-linked = Follows an earlier story

# The adviser's desk

case-contact = How to reach the reporter
case-contact-show = Show
case-check-ins = Days for asking how they are
case-check-ins-note = On these days the case comes up again. Ask whether anyone makes them pay for telling.
case-linked = A report of its own on retaliation: it follows an earlier one.
case-linked-open = Open the earlier one
case-linked-closed = You cannot open the earlier one. Do not try to guess which it is.
case-meet = Asks to meet or talk by phone
case-asks = Steps outside the conversation
case-asks-none = No step has been proposed.
case-ask-text = What the reporter sees of it
case-ask-until = A yes holds until
case-ask-by = Proposed by
case-ask-go = Ask for agreement to a step
desk-ask-open = No answer. Silence is not agreement: do nothing.
desk-ask-yes = On { $day } the answer was yes.
desk-ask-no = On { $day } the answer was no. Do not do it.
desk-ask-taken-back = On { $day } the yes was taken back. Stop what can still be stopped.
desk-ask-over = Its time is over. If the step is still needed, ask again.
propose-title = Asking for agreement
propose-heading = Ask for agreement to a step, case { $short }
propose-lead = The reporter will see everything you write here and can answer yes or no. One request is about one step and one addressee. Until the answer is yes, do nothing. A first request also counts as the acknowledgement that the report has arrived.
propose-unsent = Your answer has not been sent yet. You can send it afterwards: it stays in its field.
propose-kind = What kind of step
propose-choose = Choose
propose-label-to = To whom
propose-hint-to = One service or authority, named in full.
propose-label-what = What is done
propose-hint-what = What exactly you will do, on which day, and what you pass on.
propose-label-learns = Who learns of it
propose-hint-learns = Everyone it passes through, even by chance.
propose-label-guess = What they could guess
propose-hint-guess = Also whether anyone could tell from this step who wrote.
propose-until = A yes holds until
propose-until-hint = Half a year at most. Agreement can be taken back at any time.
propose-send = Send the request
propose-back = Back, do not send
propose-error-empty = Fill in this field: without it the reporter cannot decide.
propose-error-long = This answer is too long.
propose-error-until = Choose a day from today to half a year ahead.
wish-line-holds = { $day }: { $what } (this holds now)
