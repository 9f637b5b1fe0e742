# Ko kolēģis gadījumā drīkst un nedrīkst un ko redz divi, kas raksta reizē

error-not-found-case = Šajā adresē Jums neviens gadījums nav atverams. Ja to kādreiz lasījāt, tad Jums to vairs nav atļauts lasīt vai gadījums ir dzēsts.
case-error-read-before = Šis cilvēks gadījumu lasīja jau pirms Jums, kā to izvēlējās stāstījuma autors, tāpēc šo lasīšanu Jūs beigt nevarat. Nekas nav mainīts.
classified-why = Kāpēc atzīmi noņem
classified-error-why = Norādiet, kāpēc atzīmi noņem: kolēģi to redzēs vēsturē.
lift-mistake = Atzīmēts kļūdas pēc
lift-checked = Drošības struktūra pārbaudīja: nekā klasificēta nav
lift-declassified = Informācija vairs nav klasificēta
keeping-refused-unasked = Stāstījuma autoram par to vēl nav vaicāts: vispirms atbildiet vai sagaidiet autora paša vārdus. Neviens cits nevar zināt, ka stāstījums nosūtīts kļūdas pēc vai divreiz.
keeping-deleted-with = { $name } to ierosināja, un Jūs apstiprinājāt.
changed-who = Kopš atvērāt lapu:
changed-message = ziņa
changed-status = statuss
changed-question = jautājums autoram
changed-wish = autora vārds par jautājumu
