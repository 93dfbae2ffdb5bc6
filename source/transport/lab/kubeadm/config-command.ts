// kubeadm config print | images | validate | migrate.
import {type Loose, plainText} from '../cluster/loose.ts';
import {release} from '../cluster/versions.ts';
import type {CommandResult, Shell} from '../command.ts';
import {readYaml, writeYaml} from '../yaml.ts';
import {readArguments} from './arguments.ts';
import {print} from './config-defaults.ts';
import {defaultSocketOf, planOf} from './config.ts';
import {fetchImage, imagesFor, orderOf, pullFailure, runtimeAt} from './images.ts';
import {type Output, Stop} from './output.ts';
import {readConfig} from './read-config.ts';

const imageFlags = [
	'config',
	'kubernetes-version',
	'image-repository',
	'cri-socket',
	'feature-gates',
	'output',
	'kubeconfig',
	'v',
];

const images = async (args: readonly string[], at: Shell, out: Output): Promise<CommandResult> => {
	const {flags, words, unknown} = readArguments(
		args,
		['show-managed-fields', 'allow-missing-template-keys'],
		imageFlags,
	);
	if (unknown !== undefined) throw new Stop(`unknown flag: ${unknown}`);
	const own = new Map(flags);
	own.delete('output');
	// To list them it needs no runtime, so it does not look for one, unless it was given a file.
	if (words[0] === 'list' && !own.has('config') && !own.has('cri-socket'))
		own.set('cri-socket', defaultSocketOf(out.minor));
	const plan = planOf(at, out, own);
	const wanted = orderOf(imagesFor(plan), plan.minor);
	if (words[0] === 'list') {
		if (flags.get('output') === 'json')
			out.print(
				JSON.stringify(
					{kind: 'Images', apiVersion: 'output.kubeadm.k8s.io/v1alpha3', images: wanted},
					undefined,
					4,
				),
			);
		else for (const image of wanted) out.print(image);
		return out.result(0);
	}
	if (words[0] !== 'pull')
		throw new Stop('missing subcommand; "kubeadm config images" is not meant to be run on its own');
	const cri = runtimeAt(at, plan.criSocket);
	if (typeof cri === 'string' && out.minor >= 31)
		throw new Stop(
			`failed to create new CRI runtime service: validate service connection: validate CRI v1 runtime API for endpoint "${plan.criSocket}": ${cri}`,
		);
	for (const image of wanted) {
		const trouble = await fetchImage(at, image, plan.criSocket);
		if (trouble !== undefined) throw new Stop(pullFailure(at, plan.minor, image, trouble, true));
		out.print(`[config/images] Pulled ${image}`);
	}
	return out.result(0);
};

/** Strictly: `validate` ends with an error where init only warns. */
const validate = (args: readonly string[], at: Shell, out: Output): CommandResult => {
	const {flags} = readArguments(args, ['allow-experimental-api'], ['config', 'kubeconfig', 'v']);
	const path = flags.get('config');
	if (path === undefined) throw new Stop('the --config flag is mandatory');
	const warnings: string[] = [];
	const documents = readConfig(at, {...out, warn: line => warnings.push(line)}, path);
	const strict = warnings.find(line => line.includes('unknown field'));
	if (strict !== undefined) throw new Stop(strict.replace(/^.*\] /, ''));
	for (const line of warnings) out.warn(line);
	if (documents['ClusterConfiguration'] !== undefined || documents['InitConfiguration'] !== undefined)
		planOf(at, {...out, warn: () => undefined}, new Map([['config', path]]));
	out.print('ok');
	return out.result(0);
};

const listed = (value: unknown): unknown =>
	Array.isArray(value) || value === undefined
		? value
		: Object.entries(value as Loose).map(([name, entry]) => ({name, value: plainText(entry)}));

/** extraArgs become lists; what moved to `timeouts` moves. */
const migrated = (document: Loose, api: string): Loose => {
	if (!plainText(document['apiVersion']).startsWith('kubeadm.k8s.io/')) return document;
	const next: Loose = structuredClone(document);
	next['apiVersion'] = `kubeadm.k8s.io/${api}`;
	if (api !== 'v1beta4') return next;
	for (const name of ['apiServer', 'controllerManager', 'scheduler']) {
		const part = next[name] as Loose | undefined;
		if (part?.['extraArgs'] !== undefined) part['extraArgs'] = listed(part['extraArgs']);
		delete part?.['timeoutForControlPlane'];
	}
	const registration = next['nodeRegistration'] as Loose | undefined;
	if (registration?.['kubeletExtraArgs'] !== undefined)
		registration['kubeletExtraArgs'] = listed(registration['kubeletExtraArgs']);
	const dns = next['dns'] as Loose | undefined;
	delete dns?.['type'];
	return next;
};

const migrate = (args: readonly string[], at: Shell, out: Output): CommandResult => {
	const {flags} = readArguments(args, ['allow-experimental-api'], ['old-config', 'new-config', 'kubeconfig', 'v']);
	const old = flags.get('old-config');
	if (old === undefined) throw new Stop('the --old-config flag is mandatory');
	readConfig(at, out, old);
	const {api} = release(out.minor);
	const text = readYaml(at.files.read(at.path(old)) ?? '')
		.map(document => writeYaml(migrated(document as Loose, api)))
		.join('---\n');
	const target = flags.get('new-config');
	if (target === undefined) out.print(text.trimEnd());
	else at.files.write(at.path(target), text);
	return out.result(0);
};

export const configCommand = async (args: readonly string[], at: Shell, out: Output): Promise<CommandResult> => {
	const [verb = '', ...rest] = args;
	if (verb === 'print') return print(rest, at, out);
	if (verb === 'images') return images(rest, at, out);
	if (verb === 'validate' && out.minor >= 26) return validate(rest, at, out);
	if (verb === 'migrate') return migrate(rest, at, out);
	throw new Stop(`unknown command "${verb}" for "kubeadm config"`);
};
