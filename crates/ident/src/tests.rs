mod ids;
mod numbers;
mod personal;
mod properties;

use crate::IdentError;
use std::collections::BTreeSet;

#[test]
fn each_refusal_has_one_code_and_two_sentences() {
    let codes: BTreeSet<_> = IdentError::ALL.iter().map(|refusal| refusal.code()).collect();
    assert_eq!(codes.len(), IdentError::ALL.len());
    for refusal in IdentError::ALL {
        assert!(refusal.code().starts_with("ident."), "{}", refusal.code());
        assert!(!refusal.zh().is_ascii() && refusal.en().ends_with('.'), "{}", refusal.code());
        assert_eq!(refusal.to_string(), refusal.en());
    }
}
