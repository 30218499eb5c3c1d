//! Small systems whose causes can be told by hand.

use super::*;
