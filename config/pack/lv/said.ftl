# Ko nodošanas lapa saka par bērnu un par soļiem bez piekrišanas.

sheet-child = Kāds, kam nav 18 gadu
sheet-child-none = Iesniedzot norādīts, ka 18 gadu vēl nav. Pēc tam divi cilvēki atzina, ka runa nav par bērnu, un pienākums ziņot ar to ir beidzies.
sheet-overrides = Soļi bez autora piekrišanas
