// PKCS#10: what a kubelet asks the cluster to sign, as real as the certificates are.
import {createPrivateKey, createPublicKey, createSign} from 'node:crypto';
import {bits, element, integer, oid, sequence, set} from './der.ts';
import {dotted, elements, type Element} from './read-der.ts';
import {alternative, extension, name, pem, sha256WithRsa, spki, type Subject} from './x509.ts';

const extensionRequest = '1.2.840.113549.1.9.14';
const alternativeNames = '2.5.29.17';

export const writeRequest = (key: string, subject: Subject, names: readonly string[]): string => {
	const wanted = sequence(extension(alternativeNames, false, sequence(...names.map(alternative))));
	const body = sequence(
		integer(0),
		name(subject),
		spki(key),
		element(0xa0, sequence(oid(extensionRequest), set(wanted))),
	);
	const signature = createSign('sha256').update(body).sign(createPrivateKey(key));
	return pem('CERTIFICATE REQUEST', sequence(body, sha256WithRsa, bits(signature)));
};

export type RequestText = {
	readonly subject: Subject;
	/** In order; addresses as they are written. */
	readonly names: readonly {readonly kind: 'DNS' | 'IP Address'; readonly value: string}[];
	/** PEM. */
	readonly publicKey: string;
};

const subjectIn = (body: Buffer): Subject => {
	const pairs = elements(body).flatMap(relative =>
		elements(relative.body).map(pair => {
			const [type, value] = elements(pair.body);
			return [dotted(type!.body), value!.body.toString()] as const;
		}),
	);
	const o = pairs.find(([type]) => type === '2.5.4.10')?.[1];
	return {cn: pairs.find(([type]) => type === '2.5.4.3')?.[1] ?? '', ...(o !== undefined && {o})};
};

/** Each attribute, and each extension in it, is a sequence that its type begins. */
const typed = (all: readonly Element[], type: string): readonly Element[] | undefined =>
	all.map(({body}) => elements(body)).find(([first]) => first !== undefined && dotted(first.body) === type);

const namesIn = (attributes: Element | undefined): RequestText['names'] => {
	const [, values] = typed(attributes === undefined ? [] : elements(attributes.body), extensionRequest) ?? [];
	const [extensions] = values === undefined ? [] : elements(values.body);
	const found = typed(extensions === undefined ? [] : elements(extensions.body), alternativeNames)?.at(-1);
	const [list] = found === undefined ? [] : elements(found.body);
	return (list === undefined ? [] : elements(list.body)).map(({tag, body}) =>
		tag === 0x87 ? {kind: 'IP Address', value: [...body].join('.')} : {kind: 'DNS', value: body.toString()},
	);
};

/** Undefined when the text is no request. */
export const readRequest = (text: string): RequestText | undefined => {
	const base64 = /-----BEGIN CERTIFICATE REQUEST-----([^-]+)/.exec(text)?.[1];
	if (base64 === undefined) return undefined;
	try {
		const [request] = elements(Buffer.from(base64, 'base64'));
		const [, subject, key, attributes] = elements(elements(request!.body)[0]!.body);
		const publicKey = createPublicKey({key: key!.raw, format: 'der', type: 'spki'});
		return {
			subject: subjectIn(subject!.body),
			names: namesIn(attributes),
			publicKey: publicKey.export({type: 'spki', format: 'pem'}) as string,
		};
	} catch {
		return undefined;
	}
};
