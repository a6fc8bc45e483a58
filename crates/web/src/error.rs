//! Why nothing is served.

use std::net::SocketAddr;

/// A result whose error is this room's.
pub type Result<T> = std::result::Result<T, Error>;

/// Why nothing is served.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Plain HTTP would leave the machine: passwords and personal data could be read on the way.
    #[error(
        "{address} can be reached from outside and plain HTTP is not protected: listen on 127.0.0.1, or put a proxy \
         that ends TLS in front and say --behind-tls"
    )]
    PlainHttp {
        /// Where it was to listen.
        address: SocketAddr,
    },
    /// Behind a proxy whose word on addresses is not believed, all callers look like one.
    #[error(
        "--behind-tls needs --trusted-proxy ADDRESS, the proxy that ends TLS: without it all callers share one address, \
         and one who guesses passwords locks everybody out"
    )]
    ProxyUnnamed,
    /// The address cannot be had.
    #[error("cannot listen on {address}: {source}")]
    Listen {
        /// The address.
        address: SocketAddr,
        /// What the machine said.
        source: std::io::Error,
    },
    /// The machine gives no notice of its signals.
    #[error("cannot wait for signals: {0}")]
    Signal(std::io::Error),
}

impl Error {
    /// What to tell the reader, in Chinese.
    #[must_use]
    pub fn zh(&self) -> String {
        match self {
            Error::PlainHttp { address } => format!(
                "{address} 可从外部访问，而明文 HTTP 不受保护：请改为监听 127.0.0.1，或在前端部署终结 TLS 的代理并加上 --behind-tls"
            ),
            Error::ProxyUnnamed => "--behind-tls 须同时用 --trusted-proxy 指明终结 TLS 的代理地址：否则所有访问者看来同一地址，一人试密码会使全市无法登录".to_owned(),
            Error::Listen { address, source } => format!("无法监听 {address}：{source}"),
            Error::Signal(source) => format!("无法接收系统信号：{source}"),
        }
    }

    /// What to tell the reader, in English.
    #[must_use]
    pub fn en(&self) -> String {
        self.to_string()
    }
}
