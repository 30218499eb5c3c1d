//! Numbers as Chinese documents write them. In: text. Out: ordinals and exact amounts; and numbers back
//! into text as Word prints them. Does not know where the text came from.
