#!/bin/sh
# Builds the browser's modules to where Vite serves them from (git-ignored):
#   web/public/engine/phi.wasm              the firewall; it tells which dictionary it wants
#   web/public/assets/words-DIGEST.bin      that dictionary, kept by browsers for good
#   web/public/engine/clock.wasm            the clocks beside a denial
#
# Ways to a WASM standard library, in this order: the toolchain's own target; `rustup target add`; Debian's ready-made
# libstd-rust-dev-wasm32, where Debian's compiler is new enough for this workspace and fits it; Debian's sources (rustc-web,
# rust-web-src, lld-22; root gets them installed), built once per target directory. WASM_RUSTC=/usr/bin/rustc skips the first two.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
target=wasm32-unknown-unknown
cd "$root"

# Whether a compiler has the target's standard library.
installed() {
  libraries=$("$1" --print target-libdir --target "$target" 2>/dev/null) && ls "$libraries"/libstd-*.rlib >/dev/null 2>&1
}

# Whether a compiler is at least as new as Cargo.toml asks.
recent() {
  wanted=$(sed -n 's/^rust-version = "\(.*\)"/\1/p' Cargo.toml)
  has=$("$1" --version 2>/dev/null | sed -n 's/^rustc \([0-9.]*\).*/\1/p')
  [ -n "$has" ] && [ "$(printf '%s\n%s\n' "$wanted" "$has" | sort -V | head -n 1)" = "$wanted" ]
}

# Whether the target's standard library that lies beside a compiler was built by it.
fits() {
  installed "$1" && echo 'pub fn one() -> u8 { 1 }' | "$1" --target "$target" --crate-type rlib --crate-name fits -o /dev/null - 2>/dev/null
}

# Whether a compiler is new enough and its standard library's source is there.
sources() {
  recent "$1" && [ -d "$("$1" --print sysroot)/lib/rustlib/src/rust/library" ]
}

# Debian's compiler looks for a rust-lld that not every release of its packages brings; lld by its own name does the same.
linker() {
  command -v rust-lld >/dev/null && return
  own=$(ls /usr/bin/lld-[0-9]* 2>/dev/null | sort -V | tail -n 1)
  [ -z "$own" ] || export CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER="$own"
}

# Debian's compiler and sources, where this machine has apt and we may use it.
packages() {
  [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || return 0
  DEBIAN_FRONTEND=noninteractive
  export DEBIAN_FRONTEND
  { apt-get update -qq && apt-get install -y -qq --no-install-recommends rustc-web rust-web-src lld-22; } >&2 || true
}

# Builds the module of one feature; cargo's messages as JSON on standard output, what people read on standard error.
# The firewall is built for speed everywhere but here: a page loads it, and for size it is a fifth smaller and fast enough.
build() {
  set -- build --config "profile.release.package.phi.opt-level='s'" --release --target "$target" -p luma-wasm --no-default-features --features "$1" --message-format=json-render-diagnostics
  if [ -z "${WASM_RUSTC:-}" ] && { installed rustc || { command -v rustup >/dev/null && rustup target add "$target" >/dev/null 2>&1 && installed rustc; }; }; then
    cargo "$@"
    return
  fi
  compiler=${WASM_RUSTC:-/usr/bin/rustc}
  linker
  if recent "$compiler" && fits "$compiler"; then
    RUSTC="$compiler" cargo "$@"
    return
  fi
  sources "$compiler" || { packages; linker; }
  if ! sources "$compiler"; then
    echo "run 'rustup target add $target', or on Debian install rustc-web rust-web-src lld-22" >&2
    return 1
  fi
  RUSTC_BOOTSTRAP=1 RUSTC="$compiler" cargo "$@" -Zbuild-std=std,panic_abort
}

# One module after the other, each with its own feature; what cargo said is left in $messages.
module() {
  messages=$(build "$1") &&
    built=$(printf '%s\n' "$messages" | sed -n 's/.*"filenames":\["\([^"]*luma_wasm\.wasm\)"\].*/\1/p' | tail -n 1) &&
    cp "$built" "web/public/engine/$1.wasm" &&
    wc -c "web/public/engine/$1.wasm" >&2
}

mkdir -p web/public/engine web/public/assets
module phi
# The folder that the build script of shared/phi wrote the dictionary to, and the digest it gave it.
made=$(printf '%s\n' "$messages" | sed -n '/"reason":"build-script-executed"/s/.*shared\/phi#.*"out_dir":"\([^"]*\)".*/\1/p' | tail -n 1)
digest=$(sed -n 's/.*DIGEST: u64 = 0x\([0-9a-f]*\);/\1/p' "$made/seal.rs")
rm -f web/public/assets/words-*.bin
cp "$made/dictionary.bin" "web/public/assets/words-$digest.bin"
wc -c "web/public/assets/words-$digest.bin" >&2
# Without clocks the page still works: it shows none.
module clock || echo "web/public/engine/clock.wasm could not be built" >&2
