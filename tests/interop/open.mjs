// age-encryption (TypeScript, written apart from Rust's age) against our envelopes, both ways.
//
//   node open.mjs open IDENTITY FILE    opens FILE, prints the plaintext's SHA-256
//   node open.mjs write IDENTITY FILE   opens FILE, writes the plaintext to standard output
//   node open.mjs seal RECIPIENT FILE   seals standard input into FILE, prints the plaintext's SHA-256
//   node open.mjs recipient IDENTITY    prints the recipient of an identity
//
// IDENTITY is AGE-SECRET-KEY-PQ-1… or AGE-SECRET-KEY-1…, RECIPIENT is age1pq1… or age1…. Exits 1 if something does not open, 2 on wrong usage.
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { Decrypter, Encrypter, identityToRecipient } from "age-encryption";

const [verb, key, file] = process.argv.slice(2);
const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");

const verbs = {
    async open() {
        const decrypter = new Decrypter();
        decrypter.addIdentity(key);
        return sha256(await decrypter.decrypt(readFileSync(file)));
    },
    async write() {
        const decrypter = new Decrypter();
        decrypter.addIdentity(key);
        writeFileSync(1, await decrypter.decrypt(readFileSync(file)));
        process.exit(0);
    },
    async seal() {
        const plaintext = readFileSync(0);
        const encrypter = new Encrypter();
        encrypter.addRecipient(key);
        writeFileSync(file, await encrypter.encrypt(plaintext));
        return sha256(plaintext);
    },
    recipient: () => identityToRecipient(key),
};

if (!verbs[verb] || !key || (verb !== "recipient" && !file)) {
    console.error("usage: node open.mjs open IDENTITY FILE | write IDENTITY FILE | seal RECIPIENT FILE | recipient IDENTITY");
    process.exit(2);
}
try {
    console.log(await verbs[verb]());
} catch (error) {
    console.error(`does not ${verb}: ${error.message}`);
    process.exit(1);
}
