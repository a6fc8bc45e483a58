//! The desk is built by npm, not by cargo: here it is only noticed when there is another one.

fn main() {
    println!("cargo:rerun-if-changed=../../ui/dist");
}
