// kubectl: reads its command line, finds an API server through its kubeconfig, and leaves the rest to the verbs.
import {type CommandResult, type LabCommand, type Shell, failed, said} from '../command.ts';
import {apiResources, authVerb, clusterInfo, configVerb, rawGet, versionVerb} from '../kubectl/about.ts';
import {deleteVerb, patchVerb, writeVerb} from '../kubectl/apply.ts';
import {cordonVerb, drainVerb, markVerb, scaleVerb, setVerb, taintVerb} from '../kubectl/change.ts';
import {certificateVerb} from '../kubectl/certificate.ts';
import {type Client, connect} from '../kubectl/client.ts';
import {describeVerb} from '../kubectl/describe.ts';
import {execVerb, runVerb} from '../kubectl/exec.ts';
import {type Flags, readFlags} from '../kubectl/flags.ts';
import {createVerb, exposeVerb} from '../kubectl/generate.ts';
import {getVerb} from '../kubectl/get.ts';
import {logsVerb} from '../kubectl/logs.ts';
import {rolloutVerb} from '../kubectl/rollout.ts';
import {topVerb} from '../kubectl/top.ts';
import {waitVerb} from '../kubectl/wait.ts';

type Verb = (client: Client) => CommandResult | Promise<CommandResult>;

const verbs: Readonly<Record<string, Verb>> = {
	get: client => (client.flags.value('raw') === undefined ? getVerb(client) : rawGet(client)),
	describe: describeVerb,
	logs: logsVerb,
	apply: client => writeVerb(client, 'apply'),
	create: client => (client.flags.value('filename') === undefined ? createVerb(client) : writeVerb(client, 'create')),
	replace: client => writeVerb(client, 'replace'),
	patch: patchVerb,
	delete: deleteVerb,
	exec: execVerb,
	run: runVerb,
	expose: exposeVerb,
	wait: waitVerb,
	rollout: rolloutVerb,
	scale: scaleVerb,
	set: setVerb,
	label: client => markVerb(client, 'labels'),
	annotate: client => markVerb(client, 'annotations'),
	taint: taintVerb,
	cordon: client => cordonVerb(client, true),
	uncordon: client => cordonVerb(client, false),
	drain: drainVerb,
	'cluster-info': clusterInfo,
	'api-resources': apiResources,
	auth: authVerb,
	certificate: certificateVerb,
	top: topVerb,
};

/** Flags may stand before the verb: `kubectl -n kube-system get pods`. */
const globals = new Set(
	'-n --namespace --kubeconfig -s --server --context --cluster --user --request-timeout -v --as --token --certificate-authority'.split(
		' ',
	),
);

const cut = (args: readonly string[]): {readonly verb: string; readonly rest: readonly string[]} => {
	for (let index = 0; index < args.length; index++) {
		const arg = args[index]!;
		if (!arg.startsWith('-')) return {verb: arg, rest: [...args.slice(0, index), ...args.slice(index + 1)]};
		if (globals.has(arg)) index++;
	}
	return {verb: '', rest: args};
};

const help = `kubectl controls the Kubernetes cluster manager.

 Find more information at: https://kubernetes.io/docs/reference/kubectl/

Basic Commands (Beginner):
  create          Create a resource from a file or from stdin
  expose          Take a replication controller, service, deployment or pod and expose it as a new Kubernetes service
  run             Run a particular image on the cluster
  set             Set specific features on objects

Basic Commands (Intermediate):
  get             Display one or many resources
  delete          Delete resources by file names, stdin, resources and names, or by resources and label selector

Deploy Commands:
  rollout         Manage the rollout of a resource
  scale           Set a new size for a deployment, replica set, or replication controller

Cluster Management Commands:
  cluster-info    Display cluster information
  cordon          Mark node as unschedulable
  uncordon        Mark node as schedulable
  drain           Drain node in preparation for maintenance
  taint           Update the taints on one or more nodes

Troubleshooting and Debugging Commands:
  describe        Show details of a specific resource or group of resources
  logs            Print the logs for a container in a pod
  exec            Execute a command in a container
  auth            Inspect authorization

Advanced Commands:
  apply           Apply a configuration to a resource by file name or stdin
  patch           Update fields of a resource
  replace         Replace a resource by file name or stdin
  wait            Wait for a specific condition on one or many resources

Settings Commands:
  label           Update the labels on a resource
  annotate        Update the annotations on a resource

Other Commands:
  api-resources   Print the supported API resources on the server
  config          Modify kubeconfig files
  version         Print the client and server version information

Usage:
  kubectl [flags] [options]
`;

const completion =
	'# bash completion for kubectl\n__start_kubectl() { :; }\ncomplete -o default -F __start_kubectl kubectl\n';

/** Verbs that need no server. */
const alone = async (verb: string, flags: Flags, at: Shell): Promise<CommandResult | undefined> => {
	if (verb === '' || verb === 'help') return said(help);
	if (verb === 'config') return configVerb(at, flags);
	if (verb === 'completion') return said(completion);
	if (verb === 'version') return versionVerb(at, flags, flags.has('client') ? undefined : await connect(at, flags));
	return undefined;
};

export const kubectl: LabCommand = {
	names: ['kubectl'],
	changes: args =>
		!args.some(arg =>
			[
				'get',
				'describe',
				'logs',
				'wait',
				'version',
				'config',
				'completion',
				'top',
				'api-resources',
				'cluster-info',
			].includes(arg),
		),
	run: async (args, at) => {
		const {verb, rest} = cut(args);
		const flags = readFlags(verb, rest);
		if ('error' in flags)
			return failed(`error: ${flags.error}\nSee 'kubectl${verb === '' ? '' : ` ${verb}`} --help' for usage.\n`);
		const own = await alone(verb, flags, at);
		if (own !== undefined) return own;
		const run = verbs[verb];
		if (run === undefined) return failed(`error: unknown command "${verb}" for "kubectl"\n`);
		const client = await connect(at, flags);
		if (!('machine' in client)) return client;
		return run(client);
	},
};
