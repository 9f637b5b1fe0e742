# The first page and the pages of the form.

# First page

landing-title = First, about help
landing-lead = Humiliation, harassment, touching without consent, “initiations”, threats or blows: you can talk about it. What happened is not your fault.
landing-about-title = What this place is
landing-about = If you serve, work or study in the defence or interior sector, you can tell here what happened to you or to someone else. You can write even if it was long ago, if your service is over, if you are from allied forces, or if it is someone in your family who serves.
landing-about-words = You need not know what the law calls it, and you need no proof. We ask for no name, no e-mail and no personal code. At the end you receive an access code; only with it can you come back, read the answer and write more.
landing-readers-title = Who reads it
landing-readers = Your words are read by gender advisers. Before you send, you will see who they are and can say who must not read them. If you do not trust the advisers of your own institution, an adviser of another one reads it.
landing-readers-not = Superiors and the administrators of this site cannot open what you write: they hold no key.
landing-limits-title = What this place is not
landing-limits-emergency = It is not an emergency channel. We do not read messages at once, and we cannot send anyone. If you are in danger now, call 112.
landing-limits-process = What you write here is not a report to the police. Whether and when to make one is for you to decide; an adviser can help you prepare it.
landing-limits-whistle = It is not a whistleblowing channel, and writing here does not give a whistleblower's protection. If you know of a breach that harms the public interest, ask the whistleblowing contact of your institution how to report it.
landing-duties-title = When others have to be told
landing-duties-child = If you are under 18 or it is about a child: the law obliges everyone, advisers too, to report violence against a child the same day. So what you write about a child cannot stay with them alone.
landing-duties-line = The children and young people's helpline is 116 111. You can also just read this page and send nothing.
landing-duties-police = Police officials, too, have a duty to act when they learn of a crime. Before you send, you will see the institution beside the name of each adviser. If you are in doubt, first ask only what the adviser may keep confidential, and write the rest after the answer.
landing-device = If you can, use your own phone with mobile data. On a work computer or network the employer can see everything you write.
landing-read = Read first
landing-start = Tell us
landing-return = Come back with an access code

# Before starting

before-title = Before you start
before-device-title = Where you write from
before-device = On a work computer or network the employer can see everything you write. Your own phone with mobile data is safer.
before-what-title = What will happen
before-what = A few short pages. Tell it in your own words, choose who may read it, and send it. The rest can be skipped, and “I do not know” is an answer too. Before sending you can read and change everything.
before-readers-title = Who reads, and when
before-readers = The advisers you will see before sending read it; anybody else only if you allow it later. If none of them is left, an adviser of another institution reads it, but never one you said must not. If an adviser loses the keys, a recovery key lets that adviser read again: it is split among several people and kept outside this site.
before-reading = Your message will be read by { $when }.
reading-away = Everyone who reads it has planned to be away until { $day } at least. Your message waits sealed until then, and an answer may come only afterwards.
before-emergency = This is not an emergency channel. If you are in danger now, call 112.
before-kept-title = What stays and what does not
before-kept-draft = What you begin and do not send is kept for two hours after you last pressed a button. The button “Leave this page” makes it unreadable at once.
before-kept-history = We do not erase the browser's history. It keeps the address of this site and the title “Information”. If someone then presses “Back”, a page of this site opens, without your text.
before-return = After sending you will see an access code. The answer can be read only with it, so you will need to write it down.
before-say-title = Good to know before you write
before-say-identity = We do not ask your name, but the story itself can show who you are. Before each step from which others could guess about this conversation, we will ask you.
before-say-secret = Write nothing that is a state secret or for official use only. “At an exercise” is enough.
before-say-other = If it happened to someone else, do not name that person without his or her agreement. It is best to pass on this address: then that person can write, if he or she wants to.
before-say-child = If you are under 18 or it is about a child: the law obliges everyone, advisers too, to report violence against a child the same day. You can call 116 111 first.
before-answer =
    Usually on the next working day, at the latest within { $n ->
        [one] { $n } day.
       *[other] { $n } days.
    }
before-talk = After that you can go on talking as long as it takes. Every answer gives the date of the next one. Nothing further is done without your agreement, unless the law demands it.
before-duties-title = What may have to be passed on
before-duties = The law obliges some people to act when they learn of something. That is why it says here who has to do what. If you are in doubt, first ask an adviser what he or she may keep confidential.
before-duties-list = Duties by institution, and who appoints the advisers
before-duties-other = If an institution is not named here, an adviser of another one reads, and the record of that institution applies.
before-duties-all = What applies to everyone, and what this place is not
before-name-title = What anonymity can do, and what it cannot
before-name-kept = No name, e-mail or telephone is needed. We do not keep the network address. Of the time we keep only the day.
before-name-sealed = What is sent can be opened only by those who hold a key. Nothing can be searched by a person's name.
before-name-story = The story itself can show who you are: a place, a day, words that only two people know.
before-name-device = Whoever monitors your device or network can see that you are here. What has been read cannot be made unread.
before-young-title = If you are not yet 18
before-kept-exit = At the top of every page there is the button “Leave this page”. It takes you to another site and closes what you began.
before-kept-exit-key = You can also press the Shift key three times quickly.
before-safety-title = How to write more safely
before-safety-device = Use a device nobody else checks: not one of the service, not a shared one, not one whose password someone else knows.
before-safety-private = Open a private or incognito window. It hides nothing from the owner of the network, but less stays in the history.
before-safety-history = Delete only this site's address from the history. An empty history can raise questions.
before-safety-place = Choose a time and place where nobody looks over your shoulder. If someone comes, press “Leave this page”.
before-safety-code = Do not photograph the access code if pictures from your phone go by themselves to a cloud that someone else can open.

# On every page of the form

step-number = Page { $n } of 5
draft-wait = This page waits for you for two hours. After that, what was not sent can no longer be opened.

# About what and for what

about-title = Briefly, before you tell
about-why = Three questions, so that further on you see only what concerns you. You can skip all of them.
about-legend = What are you writing about?
about-me = What happened to me
about-saw = What I saw or heard
about-told = What someone told me
about-lead = I lead people and would like advice
about-others = If it happened to someone else, do not name that person without his or her agreement. The adviser will not approach them. It is best to pass on the address of this site.
age-legend = How old are you?
age-under-18 = Not yet 18
age-adult = 18 or older
age-unsaid = I would rather not say
path-legend = What would you like now?
path-hint = Later only you can change it: you can send what you kept, and go from a conversation to a formal step and back.
path-confidential = Talk with an adviser
path-about-confidential = Advice and help. Your superiors are told nothing, unless the law obliges somebody to report.
path-formal = Prepare a formal step together
path-about-formal = The adviser helps you see where to turn, what it takes, and what happens then. Whether to hand it in is your decision.
path-private = Write it down for myself
path-about-private = A dated record that only you can open, with a code. The advisers do not receive it. You can send it later.
paths-title = What can be done without your name, and what needs it
paths-read-only = You can also write nothing and only read this site.
paths-col-step = What
paths-col-name = Does it need your name
paths-step-talk = Talking with an adviser, asking questions
paths-name-talk = No
paths-step-evidence = Handing over files and keeping a record of what happened
paths-name-evidence = No
paths-step-care = Help from a psychologist, a crisis line or a doctor
paths-name-care = Often not; each service says so before you talk
paths-step-safety = Planning your safety
paths-name-safety = No
paths-step-workplace = Asking for a change at work, such as another shift or room
paths-name-workplace = Usually yes: somebody will learn who needs it
paths-step-discipline = Starting an inquiry in the service
paths-name-discipline = Usually yes; the person it is about will learn of it, and once begun it may not be possible to stop
paths-step-criminal = Going to the police
paths-name-criminal = Yes; once it has begun, you can no longer stop it
paths-upwards = Nobody else changes this choice for you. Before every step from which others could guess about you, the adviser asks you.

# Under 18

young-title = Before you write
young-lead = It is good that you are looking for help. There is one thing we must tell you honestly first.
young-call-title = You can call first
young-call = The helpline for children and young people is free. They listen and help you see what to do next. You can ask 116 111, without giving a name, whether your parents will learn of it.
young-duty-title = What the adviser has to do
young-duty = When someone under 18 tells about violence against them, the law obliges everyone to report it the same day. The adviser cannot keep it to himself or herself, and will tell you who is told and what.
young-choose = It is your decision: write now, call first, or
young-read = only read and send nothing.
young-next = Go on writing
young-leave = Not write today, and leave

# Safety

safety-title = Are you safe now?
safety-why = We ask so that we can show at once what may help, and so that the adviser knows what cannot wait. You can leave every question unanswered.
safe-now-legend = Are you safe now and tonight?
weapon-legend = Is there a weapon near that you are afraid of?
retaliation-fear-legend = Are you afraid that someone will punish you for telling?
alive-legend = Do you have thoughts of ending your life?
alive-hint = We ask everyone. Only the advisers read the answer; if it is yes, their list already shows that it cannot wait. No computer judges what you write.
sure-yes = Yes
sure-no = No
sure-unsure = I do not know
advice-title = What may help right now
advice-alive-title = You do not have to stay alone with it
advice-alive = The crisis line answers at any hour, free of charge, in Latvian, Russian and English. You can call even if you do not know what to say.
advice-alive-weapon = If you have a weapon or pills, ask someone you trust to keep them tonight.
advice-alive-limit = We cannot send anyone to you, because we do not know who or where you are.
advice-safe-title = If tonight is not safe
advice-safe-call = If you are in danger now, call 112. You can whisper: say where you are.
advice-safe-place = If you can, go where there are people, or where a door can be locked.
advice-safe-person = Tell one person you trust where you are and when you will be in touch again.
advice-weapon-title = If there is a weapon near
advice-weapon = Do not try to take or hide it. Keep away from the room it is in, above all during an argument.
advice-weapon-say = When you call 112, first say that there is a weapon, and whether it is a service weapon.
advice-retaliation-title = If you are afraid of being punished for telling
advice-retaliation = The adviser tells nobody that you wrote, unless the law demands it. Before sending you can say who must not read it.
advice-retaliation-notes = If something begins, note the day, the words and who was there. You can tell it in the conversation at once.

# Being reached

contact-title = How you can be reached safely
contact-why = It is not needed: the answer waits here. If you would like the adviser to be able to call or write to you, say how to do it safely.
contact-label = How, when, and what not to do
contact-hint = For example: “Call … on working days after 18:00; if somebody else answers, say it is a wrong number.” If you write it, the adviser may be able to tell who you are.
contact-erase = It is kept apart, and you can erase it in the conversation.

# Own words

words-title = In your own words
words-label = Tell what happened
words-hint = As much or as little as you want. Order and spelling do not matter. Go back with the page's own “Back” button: the browser's button does not keep what you have not sent.
words-languages = Write in any language. The advisers read: { $languages }.
words-of-others = If it happened to someone else, do not name that person, and write nothing they could be recognised by, unless he or she agreed. If that person is under 18, you too have to report the violence; 116 111 helps you see to whom.
words-careful = No names of people, no ranks and no exact place are needed. Write nothing classified.

# What, when, where

what-title = What, when and where
what-why = It helps the adviser see what help may be of use. You can skip all of it.
what-legend = What happened? You can tick several.
when-legend = When did it happen?
when-text-label = If you like, the time in your own words
place-legend = Where did it happen? You can tick several.
place-text-label = If you like, the place in your own words
place-text-hint = No secret places: “at an exercise” or “on a ship” is enough.

# People

people-title = About the people who did it
people-why = No names of people are needed. The answers help the adviser see whom to protect you from. You can skip all of it.
people-why-other = No names of people are needed. The answers help the adviser see whom to protect that person from. You can skip all of it.
people-block = Person or group { $n }
people-another = Add another
relation-legend = Who are they to you?
relation-legend-other = Who are they to the person it happened to?
rank-legend = Are they above you in service or at work?
rank-legend-other = Are they above that person in service or at work?
rank-above = Above me
rank-above-other = Above that person
rank-same = On the same level as me
rank-same-other = On the same level
rank-below = Below me
rank-below-other = Below that person
rank-none = Not in the service, or cannot be compared
rank-unknown = I do not know
force-legend = Where do they serve or work?
force-own = In the same institution as me
force-own-other = In the same institution as that person
force-other-service = In another institution or service
force-allied = In allied forces
force-none = Outside the service
force-unknown = I do not know
sex-legend = Man or woman?
sex-woman = A woman, or women
sex-man = A man, or men
sex-both = Both women and men
sex-unknown = I do not know, or would rather not say
number-legend = How many were there?
number-one = One person
number-few = Two or three
number-many = More
number-unknown = I do not know
names-label = If you like, a name or what they look like
names-hint = Write a name only here. The adviser sees it, but nobody can search the system by it.

# Who will read

readers-title = Who will read it
readers-choose-why = Which advisers receive it depends on the institution. If you would rather not say, it goes to an adviser of another institution.
readers-institution-legend = Which institution is it connected with?
readers-institution-hint = On the next page you will see the names of the advisers and can tick who must not read.
readers-institution-chosen = Institution: { $institution }
readers-institution-change = Change the institution
readers-why = Below are the advisers who could read it. If one of them is connected with what happened, or you do not trust him or her, tick the box. That person receives nothing, and we will not tell them. No reason is needed.
reads-legend = Who should read it?
reads-own = The advisers of this institution
reads-outside = An adviser of another institution
reads-outside-note = Then nobody of this institution reads it, later either.
readers-legend = Is any of these people involved, or close to someone involved?
readers-exclude = This person must not read it: { $name }
readers-outside = From another institution; reads only if this institution's advisers must not, or there are none
readers-away = Away from { $from } to { $to }.
readers-away-later = Will be away from { $from } to { $to }.
readers-later = Others who could one day be asked to read
readers-later-note = They read only if the conversation names them to you and you agree. Whoever is ticked here will never be offered to you.
readers-none = There is no adviser now who could read it.
readers-text-label = Someone else who is not on this list
readers-text-hint = If you write anything here, only an adviser of another institution will read it. That way nobody of the institution you chose receives it by mistake.

# Files

files-why = If you have photographs, screenshots, recordings or letters, you can add them. You can also add nothing.
files-label = Choose files
files-limits = At most 10 files of up to 1 GB each. Large files take time; do not close the page while they are being sent.
files-add = Add and stay here
files-remove = Remove the file { $name }

# Counting

count-why = Leadership, and perhaps everybody, sees how many stories there were, what they were about and how they ended. The figures they see are not exact: a random number has been added to each of them, or taken from it. So the figures never show for certain whether your story is among them, or what is in it; they can only make a guess more or less likely. Your words, files and messages never go there. You can think again later: from then on your story is no longer counted, but what has been published by then stays as it is.
count-label = Yes, it may be counted in the statistics
count-no-matter = If you do not tick it, help and answer will be exactly the same.

# Reading over

go-to-check = Done, back to the overview
check-about = About what and for what
check-label-about = About
check-label-age = Age
check-label-path = What you would like
check-safety = Safety
check-contact = How you can be reached
check-more = If you like, more
check-more-note = None of this is needed. You can send now and tell the rest in the conversation.
check-add = Add or change
check-add-of = Add or change: { $part }
check-identity = What you tell can itself show who you are. If there is something you would rather not say, you can still take it out.
check-title = Read it over and send
check-lead = Nothing has been sent yet. You can change everything.
check-change = Change
check-change-of = Change: { $part }
check-empty = No answer
check-words = In your own words
check-words-show = Show the text
check-what = What, when and where
check-people = About the people who did it
check-readers = Who will read it
check-files = Files
check-count = Statistics
check-label-what = What
check-label-when = When
check-label-place = Where
check-label-institution = Institution
check-label-readers = Will read
check-label-left-out = Will not read
check-outside = { $name } (from another institution)
check-send = Send
check-send-note = What is sent cannot be changed, but you can write more.

# Access code

receipt-title = Your access code
receipt-sent = Sent. Thank you for telling.
receipt-only = Only this code opens the conversation. We can neither recover it nor send it again.
receipt-write = Write it on paper or print it. The print holds only the code, without the name of this site; if the browser adds the address, you can switch that off in the print window.
receipt-hide = Keep it where nobody else will find it.
receipt-when = Your message will be read by { $when }. After that it is worth coming back.
receipt-again = This page can be seen for another 15 minutes, or until you press the button.
receipt-saved = I have written down the code

# Afterwards

done-title = What happens next
done-read = Your message will be read by { $when }. An adviser will answer here, and the answer will say when to expect the next one.
done-return = To read it, open this site and enter the access code. We will not write to you or call you, unless you wrote down how to do it safely.
done-you-decide = What comes next is your decision, unless the law obliges somebody to report. You can ask, stop, or not answer any more.
done-return-button = Open the conversation with the code
done-leave = Finish and leave

# What to put right

fault-statement-empty = Write a few words about what happened. One sentence is enough.
fault-statement-long = The text is too long; characters too many: { $n }. Nothing is lost; the rest can be sent later in the conversation.
fault-short-long = This answer is too long; characters too many: { $n }. Write a longer story on the page “In your own words”.
fault-formal-not-own = A formal step can only be prepared together with the person it happened to. Choose a conversation, or a record for yourself.
fault-institution-empty = Choose an institution, or the answer “I do not know, or would rather not say”.
fault-readers-none = Then nobody could read it. Untick someone, or clear what is written below. If you trust none of them, call one of the numbers at the foot of the page.
fault-readers-unavailable = There is nobody now who may read it. Nothing has been sent. Try again later, or call one of the numbers at the foot of the page.
fault-files-many = At most 10 files can be added. The first ones are kept, the others are not.
fault-files-total = Up to 1 GB can be sent at once. None of these files has been added; add them one at a time.
fault-file-large = The file “{ $name }” is larger than 1 GB and has not been added.
fault-file-broken = The file “{ $name }” did not arrive whole and has not been added. Please try again.
fault-file-room = There is no room for files now. Your text is safe; you can send it without files and add them later.
fault-file-none = Choose a file first.

# While there is a wait

waiting-title = A little more patience
waiting-kept = Very many are sending now. Your text is kept, and so is your place: who began earlier goes first.
waiting-again = { $n ->
    [one] The page tries again by itself in { $n } second. You need not press anything.
   *[other] The page tries again by itself in { $n } seconds. You need not press anything.
}
waiting-now = Try now
waiting-change = Back, do not send yet

# The code beforehand, and a record for oneself

aside-code = Show the access code now
aside-keep = Save for myself only and show the code
code-early = This code begins to work once you have sent or saved what you wrote. Until then it opens nothing.
code-go-on = Go on writing
type-back-title = Check that the code is written down correctly
type-back-label = Enter the code from your note
type-back-button = Compare
type-back-fits = It matches. The code is written down correctly.
type-back-other = It does not match. Compare your note with the code on this page.
check-code = After sending, only the access code opens the conversation. You can write it down now.
check-keep = Save for myself only
check-keep-note = Only you will be able to open it, with your code. Without a visit the record is kept until { $day }; every visit extends that.
check-rather-send = I would rather send it to an adviser
kept-done = Saved for you only. Nothing has been sent to anyone.
kept-only = Only this code opens your record. If the code is lost, nobody can open the record any more, and neither can we.
kept-until = The record is kept until { $day }.
kept-leave = The code is written down, leave
