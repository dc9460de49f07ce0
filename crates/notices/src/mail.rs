//! Sending e-mail.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use lettre::message::{Mailbox, header::ContentType};
use lettre::{Address, Message, SmtpTransport, Transport};

/// How long the server may take for each step.
const TIMEOUT: Duration = Duration::from_secs(10);

/// A mail as it was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mail {
    /// Its name in the world, without the domain. The same mail sent twice has the same one, and
    /// mailboxes show it once.
    pub id: String,
    /// To whom.
    pub to: String,
    /// The subject.
    pub subject: String,
    /// Plain text.
    pub text: String,
}

/// Why a mail was not sent. It names neither address nor text, so it may be logged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MailFault {
    /// The configuration is no SMTP address.
    #[error("not an SMTP address")]
    Url,
    /// An address is none.
    #[error("not an e-mail address")]
    Address,
    /// Subject or text cannot be sent.
    #[error("the mail cannot be written down")]
    Form,
    /// The server refused.
    #[error("the mail server refused with {0}")]
    Refused(u16),
    /// No answer in time.
    #[error("the mail server did not answer in time")]
    Timeout,
    /// No connection.
    #[error("the mail server cannot be reached")]
    Unreachable,
}

impl MailFault {
    /// Whether this address cannot be reached, rather than none: the server knows no such mailbox,
    /// or it is full.
    pub fn is_of_the_address(self) -> bool {
        matches!(self, MailFault::Address | MailFault::Refused(550..=553))
    }
}

/// What sends mails.
#[derive(Clone)]
pub enum Mailer {
    /// A server, and who the mails are from.
    Smtp(Box<SmtpTransport>, Mailbox),
    /// A list, for tests.
    Captured(Arc<Mutex<Vec<Mail>>>),
}

impl Mailer {
    /// Sends by the server at `url` (`smtps://user:password@host`, or `smtp://host:587?tls=required`)
    /// as `from` (`燎原 <no-reply@liaoyuan.example>`).
    ///
    /// # Errors
    /// A [`MailFault`] saying which of them is not right.
    pub fn smtp(url: &str, from: &str) -> Result<Mailer, MailFault> {
        let server = SmtpTransport::from_url(url).map_err(|_| MailFault::Url)?;
        let from = from.parse().map_err(|_| MailFault::Address)?;
        Ok(Mailer::Smtp(Box::new(server.timeout(Some(TIMEOUT)).build()), from))
    }

    /// Sends. Blocks.
    ///
    /// # Errors
    /// A [`MailFault`].
    pub fn send(&self, mail: Mail) -> Result<(), MailFault> {
        match self {
            Mailer::Smtp(server, from) => {
                server.send(&message(from, mail)?).map(drop).map_err(|error| match error.status() {
                    Some(code) => MailFault::Refused(code.into()),
                    None if error.is_timeout() => MailFault::Timeout,
                    None => MailFault::Unreachable,
                })
            }
            Mailer::Captured(sent) => {
                sent.lock().unwrap_or_else(PoisonError::into_inner).push(mail);
                Ok(())
            }
        }
    }
}

fn message(from: &Mailbox, mail: Mail) -> Result<Message, MailFault> {
    let to: Address = mail.to.parse().map_err(|_| MailFault::Address)?;
    Message::builder()
        .message_id(Some(format!("<{}@{}>", mail.id, from.email.domain())))
        .from(from.clone())
        .to(Mailbox::new(None, to))
        .subject(mail.subject)
        .header(ContentType::TEXT_PLAIN)
        .body(mail.text)
        .map_err(|_| MailFault::Form)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mail_is_written_down_with_its_own_name() {
        let from: Mailbox = "燎原 <no-reply@liaoyuan.example>".parse().unwrap();
        let mail = Mail {
            id: "0199".to_owned(),
            to: "zhang@factory.example".to_owned(),
            subject: "3 条新消息".to_owned(),
            text: "你的建议已采纳\n".to_owned(),
        };
        let text = String::from_utf8(message(&from, mail.clone()).unwrap().formatted()).unwrap();
        assert!(text.contains("Message-ID: <0199@liaoyuan.example>\r\n"), "{text}");
        assert!(text.contains("To: zhang@factory.example\r\n"), "{text}");
        assert!(text.contains("Content-Type: text/plain; charset=utf-8\r\n"), "{text}");
        let nobody = Mail { to: "zhang".to_owned(), ..mail };
        assert_eq!(message(&from, nobody).unwrap_err(), MailFault::Address);
    }

    #[test]
    fn a_wrong_configuration_is_told_at_the_start() {
        assert!(Mailer::smtp("smtps://user:secret@mail.example", "a@b.example").is_ok());
        assert_eq!(Mailer::smtp("https://mail.example", "a@b.example").err(), Some(MailFault::Url));
        assert_eq!(Mailer::smtp("smtp://mail.example", "nobody").err(), Some(MailFault::Address));
    }
}
