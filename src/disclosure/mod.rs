//! The mathematics of what is published: event-level differential privacy with two or three neighbours of a number.
//!
//! *Neighbours* are two sets of coded records of which one holds one record more. A table is a function of one record alone
//! to exactly one of its cells, so one record more changes one count by one: the sensitivity of a table is 1. Each cell of
//! the whole, fixed domain gets a draw of the discrete Laplace distribution of its table's ε, whether it is empty or not. A
//! record enters each table once in its life, so all releases together change the odds that one record is among those counted
//! by at most e^(sum of all ε); [`budget`] keeps that sum at or below 2.
//!
//! A record that is known to be counted is another matter: in another cell it changes two counts, so the odds between two
//! cells of a table change by at most e^(2ε), and of all that a record says by at most e^(2 · sum of all ε).
//!
//! Pure: no clock, no store, no randomness of its own ([`noise::Coin`] is given by the caller).
//!
//! Sources: C. Canonne, G. Kamath, T. Steinke, *The Discrete Gaussian for Differential Privacy* (2020), algorithms 1 and 2;
//! A. Ghosh, T. Roughgarden, M. Sundararajan, *Universally Utility-Maximizing Privacy Mechanisms* (2009).

pub mod budget;
pub mod error;
pub mod noise;
pub mod table;
