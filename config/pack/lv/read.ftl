# Informācijas lapas, ko var lasīt, neko nerakstot

read-title = Ko te var izlasīt
read-lead = Lai lasītu, nekas nav jāraksta. Mēs nepierakstām, kas un kad šīs lapas lasa.
read-link = Informācija, ko var izlasīt
read-first = Vispirms palasīt
read-all = Visas informācijas lapas
read-checked = Šī lapa pēdējoreiz pārbaudīta { $day }.
read-unchecked = Šo lapu vēl neviens nav pārbaudījis.
