import type {Insertable} from './script.ts';

/** A machine that tasks run on. `address` is an IPv4 or IPv6 address or a name; the engine never reads `role` but to match it. */
export type Host = {readonly name: string; readonly address: string; readonly role: string};

/** All that a script may depend on. */
export type Given = {
	readonly host: Host;
	/** Every host of the plan in the plan's order. */
	readonly hosts: readonly Host[];
	/** One of the settings the session was opened with, by name; undefined when there is none. */
	readonly setting: (name: string) => unknown;
	/**
	 * A value that an earlier task captured: on the named host; without a name this host's own if it has one, else the
	 * newest one captured anywhere. Throws `MissingCapture` when there is none; the engine then asks the capture's `renew`.
	 */
	readonly captured: (name: string, host?: string) => Insertable;
	/** What this host, or the named one, answered to one of the book's facts; undefined as long as it has not been asked. */
	readonly fact: (name: string, host?: string) => string | undefined;
};

/** A script asked for a captured value that is not there (yet, or any more). */
export class MissingCapture extends Error {
	readonly capture: string;
	constructor(capture: string) {
		super(`The value ${capture} has not been captured yet: run the task that captures it first.`);
		this.capture = capture;
	}
}
