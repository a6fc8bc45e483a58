//! Published vectors: what we call by a standard's name is that standard.

use super::{unhex, unhex_array};
use crate::{
    FileDigest, Suite, digest, kdf, mac::Mac, secret::Secret, signature::SM2_IDENTITY, signature::SigningKey,
    signature::VerifyingKey,
};
use aes_gcm::{
    Aes256Gcm, AesGcm,
    aead::{AeadInOut, KeyInit, consts::U12},
};
use hkdf::Hkdf;
use hmac::{Hmac, Mac as _};
use sha2::Sha256;
use sm3::Sm3;
use sm4::{
    Sm4,
    cipher::{Array, BlockCipherDecrypt as _, BlockCipherEncrypt as _},
};

/// GB/T 32905-2016 appendix A, both examples.
#[test]
fn sm3() {
    let once = "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0";
    assert_eq!(digest(Suite::Gm, &[b"abc"]).to_string(), once);
    assert_eq!(digest(Suite::Gm, &[b"a", b"", b"bc"]).to_string(), once);
    let long = [b"abcd".as_slice(); 16];
    let expected = "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732";
    assert_eq!(digest(Suite::Gm, &long).to_string(), expected);
}

/// A file in pieces has the digests that it has as a whole.
#[test]
fn a_file_in_pieces() {
    let mut file = FileDigest::default();
    for piece in [&b"a"[..], b"", b"bc"] {
        file.update(piece);
    }
    let (sm3, sha256) = file.finish();
    assert_eq!(sm3, digest(Suite::Gm, &[b"abc"]));
    assert_eq!(sha256, digest(Suite::International, &[b"abc"]));
}

/// FIPS 180-4, example of one block; and the digest of nothing.
#[test]
fn sha_256() {
    let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    assert_eq!(digest(Suite::International, &[b"abc"]).to_string(), abc);
    let nothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    assert_eq!(digest(Suite::International, &[]).to_string(), nothing);
}

/// RFC 4231 test cases 1, 2 and 6 (short, short text, longer than a block).
#[test]
fn hmac_sha_256() {
    for (key, text, expected) in [
        (
            vec![0x0b; 20],
            b"Hi There".as_slice(),
            "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7",
        ),
        (
            b"Jefe".to_vec(),
            b"what do ya want for nothing?",
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
        ),
        (
            vec![0xaa; 131],
            b"Test Using Larger Than Block-Size Key - Hash Key First",
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54",
        ),
    ] {
        let mac = Hmac::<Sha256>::new_from_slice(&key).unwrap().chain_update(text);
        assert_eq!(mac.finalize().into_bytes().as_slice(), unhex(expected));
    }
}

/// GM/T 0042-2015 appendix D: HMAC-SM3 with a key of 32 bytes, through our own keyed digest.
#[test]
fn hmac_sm3() {
    let key = Secret::new(unhex_array("0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20"));
    let mut mac = Mac::new(Suite::Gm, &key);
    mac.update(b"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq");
    mac.update(b"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq");
    let expected = "ca05e144ed05d1857840d1f318a4a8669e559fc8391f414485bfdf7bb408963a";
    assert_eq!(mac.finish().to_string(), expected);
}

/// Our keyed digest is HMAC of the key as it is, in the other suite too.
#[test]
fn mac_is_hmac() {
    let key = [0x3c; 32];
    let mut mac = Mac::new(Suite::International, &Secret::new(key));
    mac.update(b"daowei");
    let expected =
        Hmac::<Sha256>::new_from_slice(&key).unwrap().chain_update(b"daowei").finalize().into_bytes();
    assert_eq!(mac.finish().as_bytes(), expected.as_slice());
}

/// RFC 5869 appendix A.1, extract and expand; and ours is HKDF of the label, a zero byte and the context.
#[test]
fn hkdf() {
    let salt = unhex("000102030405060708090a0b0c");
    let key = kdf::extract(Suite::International, &salt, &[0x0b; 22]);
    let expected = "077709362c2e32df0ddc3f0dc47bba6390b6c73bb50f9c3122ec844ad7c2b3e5";
    assert_eq!(key.bytes().as_slice(), unhex(expected));
    let mut output = [0; 42];
    let hkdf = Hkdf::<Sha256>::from_prk(key.bytes()).unwrap();
    hkdf.expand(&unhex("f0f1f2f3f4f5f6f7f8f9"), &mut output).unwrap();
    let expected = "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865";
    assert_eq!(output.as_slice(), unhex(expected));

    let mut output = [0; 16];
    hkdf.expand(b"label\0context", &mut output).unwrap();
    assert_eq!(*kdf::derive(Suite::International, &key, "label", b"context"), output);
    Hkdf::<Sm3>::from_prk(key.bytes()).unwrap().expand(b"label\0context", &mut output).unwrap();
    assert_eq!(*kdf::derive(Suite::Gm, &key, "label", b"context"), output);
}

/// GB/T 32907-2016 appendix A.1, one block there and back.
#[test]
fn sm4_block() {
    let text: [u8; 16] = unhex_array("0123456789abcdeffedcba9876543210");
    let cipher = Sm4::new(&text.into());
    let mut block = Array::from(text);
    cipher.encrypt_block(&mut block);
    assert_eq!(block.as_slice(), unhex("681edf34d206965e86b3e94f536e4246"));
    cipher.decrypt_block(&mut block);
    assert_eq!(block.as_slice(), text);
}

fn gcm<C: AeadInOut<NonceSize = U12> + KeyInit>(
    key: &str,
    nonce: &str,
    associated: &str,
    plain: &str,
) -> Vec<u8> {
    let mut body = unhex(plain);
    let nonce: [u8; 12] = unhex_array(nonce);
    let cipher = C::new_from_slice(&unhex(key)).unwrap();
    cipher.encrypt_in_place(&nonce.into(), &unhex(associated), &mut body).unwrap();
    body
}

/// RFC 8998 appendix A.1.
#[test]
fn sm4_gcm() {
    let sealed = gcm::<AesGcm<Sm4, U12>>(
        "0123456789abcdeffedcba9876543210",
        "00001234567800000000abcd",
        "feedfacedeadbeeffeedfacedeadbeefabaddad2",
        "aaaaaaaaaaaaaaaabbbbbbbbbbbbbbbbccccccccccccccccdddddddddddddddd
         eeeeeeeeeeeeeeeeffffffffffffffffeeeeeeeeeeeeeeeeaaaaaaaaaaaaaaaa",
    );
    let expected = "17f399f08c67d5ee19d0dc9969c4bb7d5fd46fd3756489069157b282bb200735
                    d82710ca5c22f0ccfa7cbf93d496ac15a56834cbcf98c397b4024a2691233b8d
                    83de3541e4c2b58177e065a9bf7b62ec";
    assert_eq!(sealed, unhex(expected));
}

/// McGrew and Viega, "The Galois/Counter Mode of Operation", test case 16.
#[test]
fn aes_256_gcm() {
    let sealed = gcm::<Aes256Gcm>(
        "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308",
        "cafebabefacedbaddecaf888",
        "feedfacedeadbeeffeedfacedeadbeefabaddad2",
        "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72
         1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39",
    );
    let expected = "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa
                    8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662
                    76fc6ece0f4e1768cddf8853bb2d551b";
    assert_eq!(sealed, unhex(expected));
}

/// GB/T 32918.5-2017 appendix A.2: the key pair, and the signature that the standard made with its own nonce.
#[test]
fn sm2_key_and_signature() {
    let secret = unhex_array("3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8");
    let public = unhex(
        "04 09f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020
            ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13",
    );
    let key = SigningKey::new(Suite::Gm, Secret::new(secret)).unwrap();
    assert_eq!(SM2_IDENTITY, "1234567812345678");
    assert_eq!(key.verifying_key().to_bytes(), public);
    let published = unhex(
        "f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3
         b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa",
    );
    let verifying = VerifyingKey::from_bytes(Suite::Gm, &public).unwrap();
    assert!(verifying.verify(b"message digest", &published).is_ok());
    assert!(verifying.verify(b"message digesu", &published).is_err());
    let ours = key.sign(b"message digest").unwrap();
    assert!(verifying.verify(b"message digest", &ours).is_ok());
    assert_eq!(key.sign(b"message digest").unwrap(), ours, "no randomness");
}

/// RFC 8032 §7.1, test 3.
#[test]
fn ed25519() {
    let secret = unhex_array("c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7");
    let key = SigningKey::new(Suite::International, Secret::new(secret)).unwrap();
    let public = unhex("fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025");
    assert_eq!(key.verifying_key().to_bytes(), public);
    let expected = unhex(
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac
         18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    );
    assert_eq!(key.sign(&[0xaf, 0x82]).unwrap().as_slice(), expected);
    assert!(key.verifying_key().verify(&[0xaf, 0x82], &expected).is_ok());
}

/// Private keys that cannot sign, and public keys that say yes to everything or are no points, are refused.
#[test]
fn degenerate_keys() {
    let order = "fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123";
    let order_minus_one = "fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54122";
    let order_minus_two = "fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54121";
    let sm2 = |hex: &str| SigningKey::new(Suite::Gm, Secret::new(unhex_array(hex)));
    assert!(sm2(&"00".repeat(32)).is_err());
    assert!(sm2(order).is_err());
    assert!(sm2(order_minus_one).is_err());
    assert!(sm2(order_minus_two).unwrap().sign(b"signs").is_ok());

    let small_order = [[1].as_slice(), &[0; 31]].concat();
    assert!(VerifyingKey::from_bytes(Suite::International, &small_order).is_err());
    assert!(VerifyingKey::from_bytes(Suite::International, &[2; 31]).is_err());
    let mut point = sm2(order_minus_two).unwrap().verifying_key().to_bytes();
    assert!(VerifyingKey::from_bytes(Suite::Gm, &point).is_ok());
    assert!(VerifyingKey::from_bytes(Suite::Gm, point.get(..64).unwrap()).is_err());
    for other_form in [0x02, 0x03, 0x05, 0x06, 0x07] {
        point[0] = other_form;
        assert!(VerifyingKey::from_bytes(Suite::Gm, &point).is_err(), "form {other_form}");
    }
    for compressed in [0x02, 0x03] {
        point[0] = compressed;
        assert!(VerifyingKey::from_bytes(Suite::Gm, &point[..33]).is_err(), "one form only");
    }
    point[0] = 0x04;
    *point.last_mut().unwrap() ^= 1;
    assert!(VerifyingKey::from_bytes(Suite::Gm, &point).is_err(), "not on the curve");
    assert!(VerifyingKey::from_bytes(Suite::Gm, &[0]).is_err(), "the point at infinity");
}

/// Signatures of the wrong length, of zeros, and with any byte changed.
#[test]
fn malformed_signatures() {
    for suite in Suite::ALL {
        let key = SigningKey::new(suite, Secret::new([9; 32])).unwrap();
        let good = key.sign(b"text").unwrap();
        let verify = |signature: &[u8]| key.verifying_key().verify(b"text", signature).is_ok();
        assert!(verify(&good));
        assert!(!verify(&[]) && !verify(&[0; 64]) && !verify(&[0xff; 64]));
        assert!(!verify(good.get(..63).unwrap()) && !verify(&[good.as_slice(), &[0]].concat()));
        for at in 0..good.len() {
            let mut bad = good;
            bad[at] ^= 1;
            assert!(!verify(&bad), "{suite}: byte {at}");
        }
    }
}
