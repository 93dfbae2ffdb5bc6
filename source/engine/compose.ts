// Turns declared scripts into bash for one host: with captured values to run, with placeholders to show.
import type {Script} from './declare.ts';
import {MissingCapture, type Given, type Host} from './given.ts';
import {fragment, quote} from './script.ts';
import {isTyped, type Typed} from './typed.ts';
import type {Vault} from './vault.ts';

type Settings = Readonly<Record<string, unknown>>;

export type Composer = {
	/** The script with every value in it. Throws MissingCapture. */
	readonly toRun: (script: Script, host: Host) => string;
	/** The script as people see and edit it: secrets and values that are not there yet stand as `<name>`. */
	readonly toShow: (script: Script, host: Host) => {readonly script: string; readonly missing: readonly string[]};
	/** An edited script with its placeholders filled in. Throws MissingCapture. */
	readonly fillIn: (edited: string, host: Host) => string;
	readonly givenTo: (host: Host) => Given;
};

/** What a host has said of itself; undefined: it has not been asked. */
export type FactOf = (host: string, name: string) => string | undefined;

export const createComposer = (
	hosts: readonly Host[],
	settings: Settings,
	vault: Vault,
	typed: Typed,
	factOf: FactOf,
): Composer => {
	const valueOf = (name: string, host: Host, other?: string): string => {
		const kept = vault.find(name, other ?? host.name, other !== undefined);
		if (!kept) throw new MissingCapture(name);
		return kept.value;
	};
	const give = (host: Host, captured: Given['captured']): Given => ({
		host,
		hosts,
		setting: name => settings[name],
		captured,
		fact: (name, other = host.name) => factOf(other, name),
	});
	const givenTo = (host: Host): Given => give(host, (name, other) => valueOf(name, host, other));
	return {
		givenTo,
		toRun: (script, host) => script(givenTo(host)),
		toShow: (script, host) => {
			const missing = new Set<string>();
			const shown = script(
				give(host, (name, other) => {
					const kept = vault.find(name, other ?? host.name, other !== undefined);
					if (!kept) missing.add(name);
					return kept && !vault.isSecret(name) ? kept.value : fragment(`<${name}>`);
				}),
			);
			return {script: shown, missing: [...missing]};
		},
		fillIn: (edited, host) =>
			edited.replace(/<([\w-]+)>/g, (placeholder, name: string) => {
				if (vault.names.includes(name)) return quote(valueOf(name, host));
				if (!isTyped(name)) return placeholder;
				// As it was typed: the quotes around it are the operator's.
				const value = typed.find(name);
				if (value === undefined) throw new MissingCapture(name);
				return value;
			}),
	};
};
