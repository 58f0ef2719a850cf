//! The rules of the house, checked: who may import whom, how files look, what the template and the API description say.

mod api;
mod layers;
mod names;
mod supply;
mod template;
mod tree;
