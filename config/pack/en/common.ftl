# Texts used on more than one page. Plain words, no labels for people.

# One title for every page, telling nothing: it is seen in the browser's history and on its tabs.
site-title = Information
site-name = Balss
# The button on a page of the other language that leads to this one.
language-keep = In English (what you wrote stays)
site-skip = Skip to the content
landing-statistics = Statistics that have been published
site-staff = For staff of this site
site-home = To the first page
site-foot-help = Help by telephone
site-foot = Foot of the page

exit-page = Leave this page
exit-hint = Faster: press the Shift key three times.
# Two texts divided by |: after the first and the second press.
exit-progress = Two more times|Once more

demo-title = This is only a sample.
demo-text = Do not write anything real here: the stories and people are made up, and nobody will read a real message. The telephone numbers are real, though: if you need help, call.

errors-title = Please check
file-remove = Remove
file-cleaned = A copy without hidden details has been made. The original stays with you alone. The adviser sees the file name as it is.
file-held = A copy without hidden details cannot be made. The file stays with you alone; the adviser sees only its name, size and checksum. In the conversation you will be able to hand it over as it is.
file-original = Original of a photograph.
file-unchanged = The file is not changed. If there are hidden details in it, they stay.
files-photos = Of photographs (JPEG, PNG, WebP) we make a copy without hidden details of place, time and device, and the adviser receives only that. The original is sealed to you alone; you can hand it over later if you want to. Documents and recordings are passed on as they are.
files-count = { $n ->
    [one] { $n } file
   *[other] { $n } files
}

# How to clean a file

clean-title = How to clean a document or a recording
clean-screenshot = The simplest is a screenshot of what has to be shown. It holds neither the document's author nor its changes.
clean-document = In a document: save a copy, delete comments and changes in it, and save that as PDF. A PDF file, too, may still hold the author's name and a date.
clean-properties = On a Windows computer: click the copy with the right mouse button, choose “Properties”, then “Details”, and remove personal information.
clean-recording = In video and sound: cut what is not needed and share a copy without location. Voices and background stay.
clean-name = The name of the file is passed on as well. If it holds a date or somebody's name, rename the file before adding it.
clean-keep = Do not delete the original if it is safe to keep. Do not clean files on a work computer.

go-next = Continue
go-back = Back

# Help

help-now-title = If you are in danger now, call 112
help-now-text = This is not an emergency channel. We do not know who and where you are, and we cannot send anyone to you.
help-alive-title = If you have thoughts of not wanting to live
help-alive-text = You may talk about it. At 116 123 a person answers at any hour, in Latvian, Russian and English; the call is free. If a weapon is near, ask someone you trust to see that it is out of your reach.
help-list-title = Whom you can call
help-languages = Languages: { $languages }.
help-languages-ask = Ask on the phone which languages they speak.
help-stale = Our information about this number has not been checked yet.
help-verified = Information checked: { $day }.
help-men-yes = Helps men too.
help-men-no = Does not help men.
help-men-ask = Ask on the phone whether they help men.
help-minors-yes = Helps people under 18 too.
help-minors-no = Helps from the age of 18 only.
help-minors-ask = Ask on the phone whether they help people under 18.
help-police-yes = What you say may be passed to the police.
help-police-no = What you say is not passed to the police.
help-police-ask = Ask at the start of the call whether anything is ever passed to the police.

help-emergency = Emergency number
help-emergency-about = Police, ambulance, fire and rescue.
help-emergency-hours = Day and night, free
help-crisis = Crisis line
help-crisis-about = A conversation when things are very hard, whatever the reason.
help-crisis-hours = Day and night, free
help-victims = Support line for people affected by crime
help-victims-about = Emotional support, advice on rights and services.
help-victims-hours = Every day 12:00–22:00, free
help-children = Children and young people's helpline
help-children-about = For children, young people and anyone worried about a child.
help-children-hours = Day and night, free
help-police = State Police
help-police-about = When a crime is happening or you need the police.
help-police-hours = Day and night, free
help-marta = MARTA Centre
help-marta-about = Social workers, psychologists and lawyers after violence, for women first.
help-marta-hours = Weekdays 10:00–18:00

help-medical-title = Medical help that is better not put off
help-medical-lead = If there was sexual touching or sex without consent, a doctor can help even if you do not want to go to the police. The sooner the better. Ask at the start whether the doctor has to tell anyone.
help-medical-72 = Within 72 hours: medicine that can protect from HIV.
help-medical-120 = Within 120 hours: keeping evidence and, if pregnancy is possible, emergency contraception.
help-medical-keep = If you can bear it, do not wash before the examination, and put the clothes in a paper bag. If that is already done, help and evidence are still possible.

language-lv = Latvian
language-ru = Russian
language-en = English

# Institutions

institution-aim = Ministry of Defence
institution-nbs = National Armed Forces, with the National Guard
institution-iem = Ministry of the Interior
institution-vp = State Police
institution-vugd = State Fire and Rescue Service
institution-vrs = State Border Guard
institution-other = Another institution
institution-unknown = I do not know, or would rather not say

# Answers that can be ticked

what-remarks = Remarks, jokes, gestures or messages about body, looks or sex
what-touching = Touching without consent
what-forced-sex = Sex or other sexual acts without consent, or an attempt
what-images = Filming, showing or spreading pictures without consent
what-stalking = Following, watching, calls or messages that do not stop
what-hitting = Hitting, pushing or other physical violence
what-hazing = “Initiation”, humiliating tests or rituals
what-humiliation = Humiliation, shouting, ridicule or shutting out
what-threats = Threats or intimidation
what-favours = A demand for sex or closeness in exchange for an advantage in the service or at work
what-unequal = Worse treatment because of sex, for example a post, training or mission refused
what-other = Something else, or hard to say

when-last-days = In the last days
when-last-month = Within the last month
when-last-year = Within the last year
when-earlier = Earlier
when-ongoing = It is still going on
when-unknown = I do not know, or would rather not say

place-workplace = At the place of service or work
place-barracks = In barracks or a dormitory
place-exercise = At an exercise or training
place-deployment = On a mission or duty abroad
place-social = At an event or celebration
place-online = Online or by phone
place-home = At home
place-other = Elsewhere
place-unknown = I do not know, or would rather not say

relation-superior = Someone in charge or of higher rank
relation-peer = A colleague or comrade
relation-subordinate = Someone under my command or direction
relation-instructor = Someone who teaches or assesses
relation-partner = Someone with whom there is or was a close relationship
relation-civilian = Someone outside the service
relation-allied = Someone of the allied forces
relation-other = Someone else
relation-unknown = I do not know, or would rather not say

status-new = New
status-acknowledged = Received
status-in-progress = In progress
status-waiting-reporter = Waiting for an answer
status-closed = Closed
status-withdrawn = Withdrawn

# The page when something fails

error-not-found-title = There is no such page
error-not-found-text = Check the address, or start from the first page.
error-visit-over-title = This visit is over
error-visit-over-text = It was ended, or nothing was done for too long. Nothing new has been sent. A conversation that was already sent opens with the access code.
error-signed-out-title = Your session has ended
error-signed-out-text = Sign in again in another tab, then send this again. Nothing has been stored yet.
error-sign-in = Sign in in another tab
error-forged-title = This has to be sent again
error-forged-text = The page was open too long, or the visit was ended in another tab. Nothing has been sent.
error-malformed-title = It did not arrive whole
error-malformed-text = The connection may have broken off. Nothing has been sent; please try again.
error-too-slow-title = Sending took too long
error-too-slow-text = The connection is weak. Nothing has been sent; try again, or send it without files.
error-method-title = This page cannot be opened that way
error-method-text = Start from the first page.
error-too-large-title = That is too large
error-too-large-text = One file may have up to 1 GB, the text about thirty pages. Nothing has been sent.
error-waiting-title = There are very many visitors now
error-waiting-text = Wait a minute and try again.
error-unavailable-title = Nothing can be stored now
error-unavailable-text = Nothing has been sent; try again in a few minutes.
error-internal-title = Something failed on our side
error-internal-text = It is not your mistake. Please try again.

error-incident = If you tell someone about this fault, give the number { $id }. It says nothing about you.
error-retry-lead = Your text is not lost. It is here, and you can send it again.
error-retry-files = Files, if there were any, have to be added again.
error-retry-button = Send again
error-field-statement = In your own words
error-field-message = Your message
error-field-when-text = The time
error-field-place-text = The place
error-field-excluded-text = Who must not read it
error-field-names = Name or description
error-field-contact = How you can be reached safely

# Days. "until" is used after "by".

date-day = { $day } { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
} { $year }
date-from = { $day } { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
} { $year }
date-to = { $day } { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
} { $year }
date-on = { $day } { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
} { $year }
date-until = { $weekday ->
    [1] Monday
    [2] Tuesday
    [3] Wednesday
    [4] Thursday
    [5] Friday
    [6] Saturday
   *[7] Sunday
}, { $day } { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
}, { $hour }:{ $minute }

# With script: a number stands in place of %

comfort-count = Characters: %
comfort-long = The text is too long. Nothing is lost; the rest can be sent in the conversation.
comfort-sending = Sending the files
comfort-progress = Sending: % %
comfort-offline = There is no connection, and nothing has been sent. Your text is here; when the connection is back, press the button again.
comfort-soon = In five minutes this page stops waiting, and what was not sent is lost.
comfort-longer = Wait another two hours
comfort-kept = Kept. The page waits another two hours.
