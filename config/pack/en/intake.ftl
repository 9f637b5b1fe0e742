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
before-kept-draft = What you begin and do not send is kept for two hours at most. The button “Leave this page” makes it unreadable at once.
before-kept-history = We do not erase the browser's history. It keeps the address of this site and the title “Information”.
before-return-title = How to come back
before-return = After sending you will see an access code. The answer can be read only with it, so you will need to write it down.
before-say-title = Good to know before you write
before-say-identity = We do not ask your name, but the story itself can show who you are. Before each step from which others could guess about this conversation, we will ask you.
before-say-secret = Write nothing that is a state secret or for official use only. “At an exercise” is enough.
before-say-other = If it happened to someone else, do not name that person without his or her agreement. It is best to pass on this address: then that person can write, if he or she wants to.
before-say-child = If you are under 18 or it is about a child: the law obliges everyone, advisers too, to report violence against a child the same day. You can call 116 111 first.
before-safety-title = How to write more safely
before-safety-device = Use a device nobody else checks: not one of the service, not a shared one, not one whose password someone else knows.
before-safety-private = Open a private or incognito window. It hides nothing from the owner of the network, but less stays in the history.
before-safety-history = Delete only this site's address from the history. An empty history can raise questions.
before-safety-place = Choose a time and place where nobody looks over your shoulder. If someone comes, press “Leave this page”.
before-safety-code = Do not photograph the access code if pictures from your phone go by themselves to a cloud that someone else can open.

# On every page of the form

step-number = Page { $n } of 7
draft-wait = This page waits for you for two hours. After that, what was not sent can no longer be opened.

# Own words

words-title = In your own words
words-label = Tell what happened
words-hint = As much or as little as you want. Order and spelling do not matter.
words-languages = Write in any language. The advisers read: { $languages }.
words-short = Skip the questions
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
people-why = No names of people are needed. The answer helps the adviser see whom to protect you from. You can skip all of it.
people-legend = Who are they to you? You can tick several.

# Who will read

readers-title = Who will read it
readers-choose-why = Which advisers receive it depends on the institution. If you would rather not say, it goes to an adviser of another institution.
readers-institution-legend = Which institution is it connected with?
readers-institution-hint = On the next page you will see the names of the advisers and can tick who must not read.
readers-institution-chosen = Institution: { $institution }
readers-institution-change = Change the institution
readers-why = Below are the advisers who could read it. If one of them is connected with what happened, or you do not trust him or her, tick the box. That person receives nothing, and we will not tell them. No reason is needed.
readers-legend = Who must not read it?
readers-exclude = This person must not read it: { $name }
readers-outside = From another institution; reads only if this institution's advisers must not, or there are none
readers-away = Away from { $from } to { $to }.
readers-away-later = Will be away from { $from } to { $to }.
readers-none = There is no adviser now who could read it.
readers-text-label = Someone else who is not on this list
readers-text-hint = If you write anything here, only an adviser of another institution will read it. That way nobody of this institution receives it by mistake.
readers-short = Read it over and send now

# Files

files-title = Files
files-why = If you have photographs, screenshots, recordings or letters, you can add them. You can also add nothing.
files-label = Choose files
files-limits = At most 10 files of up to 1 GB each. Large files take time; do not close the page while they are being sent.
files-meta = Photographs and documents often hold hidden details: place, time, device, author. We do not remove them. If that matters to you, add a screenshot instead.
files-add = Add and stay here
files-list = Files added
files-none = No file has been added.
files-remove = Remove the file { $name }

# Counting

count-title = May your report be counted in the statistics?
count-why = Nothing has been published yet. Reports to leadership will hold only totals, deliberately a little inexact, so that nothing can be learnt from them about any single story. Your words, files and messages will never go there.
count-own = Please tick this only if it happened to you.
count-label = Yes, it may be counted in the statistics
count-no-matter = If you do not tick it, help and answer will be exactly the same.

# Reading over

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
check-count-yes = May be counted in the statistics
check-count-no = Do not count it in the statistics
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
receipt-only = Only this code opens the conversation. We cannot recover it or send it again, because we do not know who you are.
receipt-write = Write it on paper or print it. The print holds only the code, without the name of this site; if the browser adds the address, you can switch that off in the print window.
receipt-hide = Keep it where nobody else will find it.
receipt-when = Your message will be read by { $when }. After that it is worth coming back.
receipt-again = This page can be seen for another 15 minutes, or until you press the button.
receipt-saved = I have written down the code

# Afterwards

done-title = What happens next
done-read = Your message will be read by { $when }. An adviser will answer here, and the answer will say when to expect the next one.
done-return = To read it, open this site and enter the access code. We will not write to you or call you, because we do not know who you are.
done-you-decide = What comes next is your decision. You can ask, stop, or not answer any more.
done-return-button = Open the conversation with the code
done-leave = Finish and leave

# What to put right

fault-statement-empty = Write a few words about what happened. One sentence is enough.
fault-statement-long = The text is too long; characters too many: { $n }. Nothing is lost; the rest can be sent later in the conversation.
fault-short-long = This answer is too long; characters too many: { $n }. Write a longer story on the page “In your own words”.
fault-institution-empty = Choose an institution, or the answer “I do not know, or would rather not say”.
fault-readers-none = Then nobody could read it. Untick someone, or clear what is written below. If you trust none of them, call one of the numbers at the foot of the page.
fault-readers-unavailable = There is nobody now who may read it. Nothing has been sent. Try again later, or call one of the numbers at the foot of the page.
fault-files-many = At most 10 files can be added. The first ones are kept, the others are not.
fault-files-total = Up to 1 GB can be sent at once. None of these files has been added; add them one at a time.
fault-file-large = The file “{ $name }” is larger than 1 GB and has not been added.
fault-file-broken = The file “{ $name }” did not arrive whole and has not been added. Please try again.
fault-file-room = There is no room for files now. Your text is safe; you can send it without files and add them later.
fault-file-none = Choose a file first.
