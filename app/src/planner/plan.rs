//! What a kind of plan must tell so that it can be worked on in the browser.

use std::borrow::Cow;
use std::fmt::{Debug, Display};

use domain::clash::{Clash, Seen, What};
use domain::command::Envelope;
use domain::ids::PersonId;
use domain::text_guard::FreeTexts;
use i18n::Language;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::error::AppError;

/// What became of commands that met a newer version.
pub struct Met<P: Plan> {
    /// The newest version with the kept commands made on it.
    pub plan: P,
    /// The commands that are made again, each with its place among those that waited.
    pub kept: Vec<(usize, P::Command)>,
    /// Those that can't be.
    pub clashes: Vec<Clash<P::Command>>,
}

/// A kind of plan: a group with its sessions, a teaching module, the parts of a course. The rules are the domain's; here they are named alike.
pub trait Plan: Clone + PartialEq + Debug + Serialize + DeserializeOwned + FreeTexts + Send + Sync + 'static {
    /// Names one.
    type Id: Copy + PartialEq + Display + Send + Sync + 'static;
    /// A plan with what its pages show.
    type View: Clone + Serialize + DeserializeOwned + Send + Sync + 'static;
    /// One change.
    type Command: Clone + PartialEq + Debug + Serialize + DeserializeOwned + FreeTexts + Send + Sync + 'static;
    /// Why a change can't be made.
    type Rule: Copy + PartialEq + Debug + Send + Sync + 'static;

    /// The newest version of the plan that was opened last is kept under this and its reader.
    const NEWEST: &'static str;

    /// The plan of a view.
    fn of(view: &Self::View) -> &Self;
    /// The same, to change it.
    fn of_mut(view: &mut Self::View) -> &mut Self;
    /// Its name.
    fn id(&self) -> Self::Id;
    /// Counts its changes.
    fn version(&self) -> u64;
    /// Who reads.
    fn reader(view: &Self::View) -> PersonId;
    /// Whether the reader may change it.
    fn may_change(view: &Self::View) -> bool;

    /// Applies a command, as the reader and on the day of the view.
    ///
    /// # Errors
    /// The rule that says no.
    fn apply(&self, command: &Self::Command, view: &Self::View) -> Result<Self, Self::Rule>;
    /// The commands that take one back, computed from the plan before it.
    fn undo(&self, command: &Self::Command) -> Vec<Self::Command>;
    /// Makes commands that were made on this plan again on the newest.
    fn rebase(&self, commands: &[Self::Command], newest: &Self::View) -> Met<Self>;
    /// A command that the server refused for good, with everything that was written in it.
    fn refused(&self, command: &Self::Command, newest: &Self) -> Clash<Self::Command>;

    /// Asks the server for a plan.
    fn load(id: Self::Id) -> impl Future<Output = Result<Self::View, AppError>>;
    /// Sends a command.
    fn send(id: Self::Id, envelope: Envelope<Self::Command>) -> impl Future<Output = Result<Self::View, AppError>>;

    /// Why a change was refused, by the rule's name on the wire.
    fn rule_text(language: Language, name: &str) -> Cow<'static, str>;
    /// The rule's name on the wire.
    fn rule_name(rule: Self::Rule) -> &'static str;
    /// What a difference is about, of what is this plan's own.
    fn what(language: Language, what: &What) -> String;
    /// A value, of what is this plan's own.
    fn seen(language: Language, view: &Self::View, what: &What, value: &Seen) -> String;
}
