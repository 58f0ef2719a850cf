#!/bin/sh
# Builds the browser's modules into web/public/engine/ (git-ignored), from where Vite serves them.
#
# Three ways to a WASM standard library, in this order: the toolchain's own target; `rustup target add`; Debian's sources
# (apt-get install rustc-web rust-web-src lld-22), built once per target directory; WASM_RUSTC=/usr/bin/rustc asks for it.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
target=wasm32-unknown-unknown
out="$root/web/public/engine"
cd "$root"

installed() {
  libraries=$(rustc --print target-libdir --target "$target" 2>/dev/null) && ls "$libraries"/libstd-*.rlib >/dev/null 2>&1
}

build() {
  if [ -z "${WASM_RUSTC:-}" ] && { installed || { command -v rustup >/dev/null && rustup target add "$target" >/dev/null 2>&1 && installed; }; }; then
    cargo build --release --target "$target" -p luma-wasm "$@"
    return
  fi
  compiler=${WASM_RUSTC:-/usr/bin/rustc}
  library="$("$compiler" --print sysroot)/lib/rustlib/src/rust/library"
  if [ ! -d "$library" ]; then
    echo "run 'rustup target add $target', or on Debian install rustc-web rust-web-src lld-22" >&2
    exit 1
  fi
  RUSTC_BOOTSTRAP=1 RUSTC="$compiler" cargo build --release --target "$target" -Zbuild-std=std,panic_abort -p luma-wasm "$@"
}

mkdir -p "$out"
# One module after the other, each with its own feature.
module() {
  build --no-default-features --features "$1" &&
    cp "${CARGO_TARGET_DIR:-$root/target}/$target/release/luma_wasm.wasm" "$out/$1.wasm" &&
    echo "web/public/engine/$1.wasm $(wc -c <"$out/$1.wasm") bytes"
}

module phi
# Without clocks the page still works: it shows none.
module clock || echo "web/public/engine/clock.wasm could not be built"
