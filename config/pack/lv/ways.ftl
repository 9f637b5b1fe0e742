# Prom no lapas, kas atvērta pie gadījuma

desk-back-unsaved = Atpakaļ, nesaglabājot
away-back-text = Tas, ko rakstījāt tajā lapā, nav ne nosūtīts, ne saglabāts. Ja tagad atgriezīsieties pie gadījuma, rakstītais pazudīs. Gadījuma lapā iesākta atbilde paliks savā laukā.
away-back-drop = Atmest un atgriezties pie gadījuma
