//! A thin line: a network namespace whose loopback carries one megabit a second from one port. It wants root, `ip` and `tc`.

use std::process::Command;

use crate::{
    debian,
    process::{self, Trouble},
};

/// The port whose answers are slow; all else in the namespace is as fast as ever.
pub(crate) const PORT: &str = "9860";
/// Bits in a second.
const RATE: &str = "1mbit";

/// The namespace; gone with its value.
#[derive(Debug)]
pub(crate) struct Line {
    name: String,
}

impl Line {
    /// Lays the line; nothing where this user or this machine cannot.
    ///
    /// # Errors
    /// Where it is not known who runs this.
    pub(crate) fn lay() -> Result<Option<Self>, Trouble> {
        if debian::user()? != 0 {
            return Ok(None);
        }
        let line = Self { name: format!("daowei-{}", std::process::id()) };
        let laid = plan(&line.name).iter().all(|words| {
            let mut words = words.split(' ');
            let mut command = process::command(words.next().unwrap_or_default());
            command.args(words).output().is_ok_and(|output| output.status.success())
        });
        // What was begun is taken away with the value.
        Ok(laid.then_some(line))
    }

    /// A command that runs on that line.
    pub(crate) fn run(&self, command: &Command) -> Command {
        let mut inside = process::command("ip");
        inside.args(["netns", "exec", &self.name]).arg(command.get_program()).args(command.get_args());
        if let Some(folder) = command.get_current_dir() {
            inside.current_dir(folder);
        }
        for (name, value) in command.get_envs() {
            if let Some(value) = value {
                inside.env(name, value);
            }
        }
        inside
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        // A namespace that was never made is none to be taken away.
        let _gone = process::command("ip").args(["netns", "delete", &self.name]).output();
    }
}

/// Packets are those of a real line, not the 64 KiB of a loopback.
fn plan(name: &str) -> [String; 7] {
    [
        format!("ip netns add {name}"),
        format!("ip -n {name} link set lo mtu 1500 up"),
        format!("tc -n {name} qdisc add dev lo root handle 1: htb default 10"),
        format!("tc -n {name} class add dev lo parent 1: classid 1:10 htb rate 10gbit"),
        format!("tc -n {name} class add dev lo parent 1: classid 1:20 htb rate {RATE} burst 15k"),
        format!("tc -n {name} qdisc add dev lo parent 1:20 pfifo limit 1000"),
        format!(
            "tc -n {name} filter add dev lo protocol ip parent 1: prio 1 u32 match ip sport {PORT} 0xffff flowid 1:20"
        ),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_keeps_its_words_and_its_surroundings() {
        let line = Line { name: "daowei-test-that-is-not-there".to_owned() };
        let mut plain = process::command("npm");
        plain.args(["run", "measure"]).env("A", "b").current_dir("/");
        let inside = line.run(&plain);
        let words: Vec<_> = inside.get_args().map(|word| word.to_string_lossy().into_owned()).collect();
        assert_eq!(words, ["netns", "exec", "daowei-test-that-is-not-there", "npm", "run", "measure"]);
        assert!(inside.get_envs().any(|(name, _)| name == "A") && inside.get_current_dir().is_some());
    }

    #[test]
    fn only_the_server_is_slow() {
        let plan = plan("x").join("\n");
        assert!(plan.contains("sport 9860") && plan.contains("default 10") && plan.contains("rate 1mbit"));
    }
}
