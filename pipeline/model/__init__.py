"""What flows through the rooms: frozen values that know no style name, no XML, no file and no wording."""
