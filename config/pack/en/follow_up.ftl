# Coming back with the access code.

code-title = Come back with your access code
code-lead = Enter the code you received after sending.
code-label = Access code
code-hint = Five groups of four symbols. Capital or small letters, spaces and hyphens make no difference.
code-device = On a work computer or network the employer can see everything you read and write.
code-open = Open the conversation
code-lost-title = If the code is gone
code-lost = Without the code you can no longer open the conversation, and we cannot recover the code. You can tell it again and mention that you wrote before.
code-start = Tell it again

thread-title = Your conversation
thread-status-title = What is happening now
thread-status-new = Sent and safe. An adviser has not confirmed receiving it yet.
thread-status-acknowledged = An adviser has received and read it.
thread-status-in-progress = An adviser is working on it.
thread-status-waiting-reporter = An adviser has asked something and waits for your answer. You can answer later, or not at all.
thread-status-closed = The conversation is closed. If you write, it opens again.
thread-reading = If you write now, it will be read by { $when }.
thread-own-title = What you wrote
thread-own-note = Reading it again can be hard. Open it only if you want to.
thread-own-show = Show your words
thread-messages-title = Conversation
thread-none = There is no answer yet.
thread-from-you = You
thread-from-adviser = { $name } writes
thread-next = Next message promised to you: { $day }
thread-files = Files added
thread-write-title = Write
thread-write-label = Your message
thread-write-hint = Write in any language. No names of people are needed, and write nothing classified.
thread-file-label = Add files
thread-file-hint = At most 10 files of up to 1 GiB each. We do not remove the place and time hidden in photographs.
thread-send = Send
thread-end = Finish and leave

fault-receipt-check = A symbol is mistyped. Compare the code with what you wrote down.
fault-receipt-unknown = Nothing can be found with this code. Check that all of it is there.
fault-receipt-busy = There have been too many attempts. Wait a minute and try again.
fault-message-empty = Write a message or add a file.
fault-message-long = The message is too long; symbols too many: { $n }. Nothing is lost; the rest can go in a next message.
fault-message-files-many = One message can carry at most 10 files. Nothing has been sent.
fault-message-files-total = Up to 1 GiB can be sent at once. Nothing has been sent; send the files one at a time.
fault-message-file-large = The file “{ $name }” is larger than 1 GiB. Nothing has been sent.
fault-message-file-broken = The file “{ $name }” did not arrive whole. Nothing has been sent; please try again.
fault-message-file-room = There is no room for files now. The message can be sent without them.
said-message-sent = Your message has been sent.
