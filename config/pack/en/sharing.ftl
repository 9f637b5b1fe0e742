# Who else reads a conversation, and who no longer does.

# The reporter's page

step-reader = A colleague who would read as well
ask-reader-who = Who would read
ask-reader-why = Why the adviser asks
ask-reader-access = What they could do
ask-reader-read = Read the whole conversation from its beginning, with your own words and files. They would not write to you and not take any step.
ask-reader-work = Read the whole conversation from its beginning, with your own words and files, write to you and work on it together with those who read it now.
ask-reader-always = you take it back
ask-reader-over = This question no longer stands.
ask-reader-ended = On { $day } you agreed. They no longer read.
thread-reader-reads = { $name } (reads only)
thread-unopened = For two working days nobody has opened this conversation since your last word. We are sorry; it is not because of you. Below you can let an adviser of another institution read it, if you wish. In danger, call 112.
thread-offer-outside = { $name } – { $institution } (an adviser of another institution)
thread-left-conflict = { $name } said on { $day } that they are too close to what this is about. They can no longer read here, and nobody can let them in again.
thread-left-cannot-take = { $name } handed this conversation on on { $day } and no longer reads here.
thread-left-taken-back = You took back your yes on { $day }: { $name } no longer reads here.
thread-left-finished = { $by } ended { $name }’s reading on { $day }: what they were asked for is done.
thread-left-moved = { $by } ended { $name }’s reading on { $day }: other duties.
thread-left-away = { $by } ended { $name }’s reading on { $day }: a long absence.
thread-left-mistake = { $by } ended { $name }’s reading on { $day }: they should not have been asked.
thread-left-other = { $by } ended { $name }’s reading on { $day }.
thread-left-given-back = { $name } no longer reads here since { $day }.

# The adviser's desk: asking for another reader

share-title = Asking for another reader
share-heading = Ask for another reader, case { $short }
share-lead = The reporter decides. Until the answer is yes, the colleague sees nothing and is not told that there is such a case. Do not talk to them about it before.
share-nobody = There is nobody for whom you could ask: everybody on the signed list reads already, or must not.
share-colleague = Who is to read
share-colleague-hint = Only those who may. Whoever was left out is not on this list.
share-access = What for
share-access-read = To read only
share-access-work = To work on it together
share-last = Until which day
share-last-hint = Leave it empty if there is no end. After this day nothing of the case is shown to them.
share-why = Why you ask
share-why-hint = The reporter reads these words. Say what the colleague knows or can do that helps, and what they would see.
share-error-empty = Fill in this field: without it the reporter cannot decide.
share-error-last = Choose a day from today to a year ahead, or leave the field empty.

# The adviser's desk: who no longer reads

case-share-go = Ask for another reader
case-cannot-go = I cannot take this case
case-close-go = This case is close to me
case-end-go = End reading: { $name }
case-reader-reads = Reads only
case-reader-until = Reads until { $day }
case-reads-only = You may read this case. Those who work on it write to the reporter.
case-error-reads-only = You may read this case and write nothing in it. Nothing has been saved.
case-left = Who read it before
left-line = { $name }: { $day }, by { $by }. Reason: { $why }.
left-self = { $name }: { $day }. Reason: { $why }.
left-by-reporter = the reporter
left-why-conflict = too close to the case
left-why-cannot-take = cannot take it
left-why-taken-back = the reporter took back the yes
left-why-finished = what they were asked for is done
left-why-moved = other duties
left-why-away = away for long
left-why-mistake = should not have been asked
left-why-other = another reason
leave-close-title = This case is close to you?
leave-close = Say so whenever you know somebody in it, or they could think so: that is no fault, it protects everyone. The case leaves your desk at once and for good; you will not get it back, nor will any other account of yours. The reporter is told that you said so. You need not say what ties you to it, here or to anybody.
leave-close-yes = Yes, take it off my desk for good
leave-cannot-title = You cannot take this case?
leave-cannot = Nobody asks for a reason. The case leaves your desk at once. Colleagues who read it go on; if there is nobody else, the outside adviser takes over. The reporter is told that you handed it on. You can be asked again later, if the reporter agrees.
leave-cannot-yes = Yes, hand it on
leave-end-title = End the reading of { $name }?
leave-end = They see nothing of this case any more, from their next click on. What they have read they know. The reporter is told, with the reason.
leave-end-yes = End it
leave-why = Reason
leave-why-hint = The reporter and those who read the case see it.
leave-no = Back, change nothing
leave-unsent = Your answer has not been sent yet. If you go back, it is still in its field.
leave-error-why = Choose a reason.
leave-error-nobody = Nobody would be left to work on this case, and there is no outside adviser who may. So nothing has changed. Ask the reporter for another reader first, or let the administrator know that an outside adviser is missing, without speaking about the case.
inbox-gone = Done. The case is no longer on your desk.
case-error-locked = This case is marked as holding classified details: nobody else can be let in to read it until the mark is lifted.

# The hand-over sheet

sheet-title = Hand-over sheet, case { $short }
sheet-go = Hand-over sheet
sheet-back = Back to the case
sheet-print = This page can be printed. On paper it is as secret as the case: give it from hand to hand, to somebody whom the reporter allowed to read, and shred it afterwards.
sheet-today = As of
sheet-nothing = Nothing is noted.
sheet-promises = What was promised, and by when
sheet-consents = What the reporter agreed to and took back
sheet-risk = Risks
sheet-never = What never to do
sheet-never-step = Do not: { $step }. The answer was no.
sheet-never-shown = Nothing of this to: { $name }
sheet-reach-as-written = Do not reach the reporter in any way but as written on the page of the case, or in the conversation.
sheet-reach-never = Do not reach the reporter outside this conversation.
sheet-readers = Who reads and who read
sheet-agreed = On { $day } the reporter allowed { $name } to read.
sheet-words = What the case does not say
sheet-label-never = What else never to do
sheet-hint-never = For example: do not telephone in the evening, do not use this word, do not mention the training course.
sheet-label-text = What else to know
sheet-hint-text = What helps this person, what was tried, what you would do next. Facts, no verdicts; every reader of the case sees it.
sheet-save = Save
sheet-error-empty = Nothing is written yet.
desk-entry-sheet = Hand-over sheet

# Where the reporter's word on a colleague stands, for advisers

desk-reader-open = No answer yet. Without a yes this colleague reads nothing.
desk-reader-yes = On { $day } the reporter agreed that this colleague reads.
desk-reader-no = On { $day } the answer was no: this colleague does not read.
desk-reader-taken-back = On { $day } the reporter took that back: this colleague no longer reads.
desk-reader-over = The time to answer or to read is over. If a colleague is still needed, ask again.
case-reader-last = Reads until
case-reader-asked = The reporter was asked on { $day } and has not answered yet; nothing is read until then.
share-duty = The person who wrote will read about { $institution }: “{ $duty }”
