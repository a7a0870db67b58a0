//! Receipts: a command that arrives twice has the effect of one and gets the first answer.

use jiff::Timestamp;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::{Key, Result, Store, Table, row};

pub(crate) const RECEIPT: Table = Table::new("command_receipt");

/// Kept under `[actor, command]`, so that nobody reads the answer to another's command by guessing its id.
#[derive(Serialize, Deserialize)]
pub(crate) struct Receipt {
    /// JSON text, so that the database does not look into it.
    pub(crate) answer: String,
    #[serde(with = "crate::instant")]
    pub(crate) at: Timestamp,
}

impl Store {
    /// The answer that this actor's command got the first time, if it was carried out.
    pub async fn receipt<T: DeserializeOwned>(&self, actor: &str, command: &str) -> Result<Option<T>> {
        let receipt: Option<Receipt> = self.get(RECEIPT, Key::from([actor, command])).await?;
        let answer = receipt.map(|receipt| serde_json::from_str(&receipt.answer));
        match answer {
            None => Ok(None),
            Some(Ok(json)) => row::from_json(json).map(Some),
            Some(Err(source)) => Err(crate::StoreError::Shape {
                what: "command_receipt",
                source,
            }),
        }
    }

    /// The answers that these commands of one actor got the first time, by the command's key; those not carried out are left out.
    pub async fn receipts_of<T: DeserializeOwned>(&self, actor: &str, commands: &[String]) -> Result<Vec<(String, T)>> {
        #[derive(Deserialize)]
        struct Row {
            id: Key,
            answer: String,
        }
        let keys: Vec<Key> = commands.iter().map(|command| Key::from([actor, command])).collect();
        let rows: Vec<Row> = self.get_all(RECEIPT, &keys).await?;
        rows.into_iter()
            .map(|row| {
                let command = match row.id {
                    Key::Many(parts) => parts.into_iter().nth(1).unwrap_or_default(),
                    Key::One(one) => one,
                };
                let answer = serde_json::from_str(&row.answer).map_err(|source| crate::StoreError::Shape {
                    what: "command_receipt",
                    source,
                })?;
                Ok((command, answer))
            })
            .collect()
    }
}
