//! The adviser's desk, and the door every staff member comes through: [`sign_in`], [`inbox`], [`view`], [`case`], [`colleagues`].

pub mod absence;
pub mod case;
pub mod colleagues;
pub mod counted;
pub mod ending;
pub mod export;
pub mod files;
pub mod handlers;
pub mod held;
pub mod inbox;
pub mod keeping;
pub mod pages;
pub mod passing;
mod ready;
pub mod sharing;
mod show;
pub mod sign_in;
pub mod take_up;
pub mod view;
