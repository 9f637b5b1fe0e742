# Coming back with the access code.

code-title = Come back with your access code
code-lead = Enter the code you received after sending.
code-label = Access code
code-hint = Five groups of four characters. Capital or small letters, spaces and hyphens make no difference.
code-device = On a work computer or network the employer can see everything you read and write.
code-open = Open the conversation
code-lost-title = If the code is gone
code-lost = Without the code the conversation can no longer be opened, and we cannot recover the code. An adviser goes on reading and answering the earlier one, but you will not see the answer and cannot withdraw what you told. You can tell it again: mention the day and the institution, and one detail by which the adviser can find it. A record kept only for yourself is lost without its code.
code-start = Tell it again

thread-title = Your conversation
thread-status-title = What is happening now
thread-status-new = Sent and safe. No adviser has confirmed yet that it arrived.
thread-status-acknowledged = An adviser confirms that it has been received and read.
thread-status-in-progress = An adviser is working on it.
thread-status-waiting-reporter = An adviser has a question for you. You can answer now, later, or not at all.
thread-status-closed = The conversation is closed. If you write, it opens again.
thread-status-withdrawn = This has been withdrawn. Advisers can no longer open it.
thread-reading = If you write now, it will be read by { $when }.
thread-own-title = What you wrote
thread-own-note = Reading it again can be hard. Open it only if you want to.
thread-own-show = Show what you wrote
thread-messages-title = Conversation
thread-none = There is no answer yet.
thread-from-you = You
thread-from-adviser = { $name } writes
thread-next = Next message promised to you: { $day }.
thread-files = Files added
thread-write-title = Write
thread-write-label = Your message
thread-write-hint = Write in any language. No names of people are needed, and write nothing classified.
thread-file-label = Add files
thread-file-hint = At most 10 files of up to 1 GB each.
thread-send = Send
thread-end = Finish and leave
withdraw-title = Withdraw what you told
withdraw-offer = If you no longer want anybody to read it, you can withdraw it. First we show you what will happen.
withdraw-ask = See what will happen
withdraw-at-once = Advisers can no longer open it from that moment. They see only that it was withdrawn.
withdraw-later = What you told, the messages and the files are destroyed for good once 14 days have passed and an adviser after that opens the list of cases. The code then opens nothing any more.
withdraw-back = Until then you can come back with the code and undo it.
withdraw-stays-title = What stays
withdraw-stays-known = What advisers already know, and all that has already been done.
withdraw-stays-log = An entry in the log that there was a case of this number and that it was destroyed. The log does not say what it was about.
withdraw-stays-copies = Backups that were made before, for as long as they are kept.
withdraw-stays-other = A separate story, if you wrote one. It is withdrawn with its own code.
withdraw-yes = Yes, withdraw
withdraw-no = No, back to the conversation
withdraw-until = You can certainly undo it until this day: { $day }.
withdraw-undo = Undo the withdrawal

fault-receipt-check = A character is mistyped. Compare the code with what you wrote down.
fault-receipt-unknown = Nothing can be found with this code. Check that all of it is there. If the code was changed, only the new one works.
fault-receipt-busy = There are too many attempts at the moment. Please wait a minute and try again.
fault-message-empty = Write a message or add a file.
fault-message-long = The message is too long; characters too many: { $n }. Nothing is lost; the rest can go in the next message.
fault-message-files-many = One message can carry at most 10 files. Nothing has been sent.
fault-message-files-total = Up to 1 GB can be sent at once. Nothing has been sent; send the files one at a time.
fault-message-file-large = The file “{ $name }” is larger than 1 GB. Nothing has been sent.
fault-message-file-broken = The file “{ $name }” did not arrive whole. Nothing has been sent; please try again.
fault-message-file-room = There is no room for files now. The message can be sent without them.
said-message-sent = Your message has been sent.
said-taken-back = The withdrawal has been undone. The advisers can read what you told again.

thread-readers-title = Who reads this conversation
thread-readers-nobody = No adviser reads this conversation at the moment. What you write is not lost: it is sealed and waits.
thread-reader-until = { $name } (up to and including { $day })
thread-reader-gone = { $name } no longer reads this conversation.
thread-reader-away = { $name } is away from { $from } to { $to }. Answers may be slower then.
thread-reader-away-later = { $name } will be away from { $from } to { $to }. Answers may be slower then.
thread-reader-agreed = On { $day } you allowed { $name } to read.
thread-offers-title = May somebody else read?
thread-offers-note = It is your choice, and there is no hurry. Whoever you allow can read the whole conversation from its beginning, with your own words and files. A permission cannot be taken back here; that of a deputy ends by itself after the day shown. If you tick nobody, nothing changes.
thread-offer = { $name } – { $institution } (a new adviser of this institution)
thread-offer-deputy = { $name } – { $institution } (stands in for { $away }; would read up to and including { $day })
thread-offers-agree = Let those I ticked read
fault-no-reader = Tick who may read. If nobody should, there is nothing to do.
said-readers-agreed = Thank you. Those you allowed can read this conversation now.

# Originals of photographs

originals-title = Originals of photographs
originals-note = These originals are sealed to you alone; nobody can open them without you. An original may show where, when and with which device the picture was taken. You need not hand it over.
original-give = Hand over the original
original-give-of = Hand over the original: { $name }
original-ask-title = Hand over the original?
original-tells = The original may hold the place and time at which the picture was taken, the kind and number of the device, sometimes a name. It can give a hint of who you are.
original-who = Everyone who reads this conversation now or later will be able to open it. It cannot be taken back. The adviser has known the same checksum since the first day, so it will be seen that the file was not changed.
original-yes = Yes, hand it over
original-no = No, back to the conversation
said-original = The original has been handed over. Those who read this conversation can open it now.
fault-original-locked = This original could not be opened with your code. Nothing has been handed over. If you still have the file, you can add it to a message.

# A record for oneself

private-title = Your record
private-visit = Every visit extends that.
private-resume = Go on writing
private-send = Send it to an adviser
private-send-note = Before sending you will see who reads it, and can read it all over.
private-own = Your words
private-erase-ask = Erase this record
private-erase-title = Erase it for good?
private-erase-note = The record and its files go at once and cannot be brought back. In older backups they stay sealed until those end.
private-erase-yes = Erase
private-erase-no = Do not erase
private-erased-title = The record is erased
private-erased = The access code no longer opens anything. If it is written down somewhere, it can be thrown away.
proof-title = Proof of the day it was written
proof-why = On that day our log took a number that fits only this text and these files. It tells nothing, but it lets you show later that the text existed then.
proof-show = Show for printing
proof-print = Print or copy everything below. The print does not hold the name of this site. Whoever sees it sees your words too.

# A new access code

new-code-title = A new access code
new-code-why = If somebody may have seen your code, you can change it. After that the old code opens nothing any more.
new-code-offer = Show a new code
new-code-lead = This code takes the place of the old one when you press the button. Write it down first.
new-code-old = Until then the old code works. If somebody has already read the conversation with the old code, that cannot be changed.
new-code-take = The code is written down, change it
new-code-keep = Keep the old code
said-new-code = The code is changed. From now on only the new code opens the conversation.
