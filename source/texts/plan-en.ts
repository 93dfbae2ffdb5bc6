// Words about cluster plans: reading one, writing one, printing what it will run.
export const plan = {
	missing: (file: string) =>
		`There is no plan ${file}; write one with: kubewalk new --out ${file} (kubewalk new --help shows its flags).`,
	unreadable: (file: string, code: string) =>
		`The plan ${file} cannot be read (${code}); name a file that you may read with --plan FILE.`,
} as const;

export const newPlan = {
	noPath: 'Say where the plan is to be written, such as cluster.yaml.',
	noHosts:
		'A plan needs its hosts; say for example: kubewalk new --host m1=10.77.0.11:control-plane --single --out cluster.yaml',
	noEndpoint:
		'A plan needs the address at which the API answers; add --endpoint ADDRESS[:PORT] for a virtual IP, --external ADDRESS:PORT for a load balancer you have, or --single for one control plane.',
	oneEndpoint: '--endpoint, --external and --single exclude each other; keep one of them.',
	badHost: (text: string) =>
		`--host ${text} is not NAME=ADDRESS:ROLE; write for example m1=10.77.0.11:control-plane, w1=10.77.0.21:worker or m1=[fd00::11]:control-plane.`,
	badAddress: (flag: string, text: string) =>
		`${flag} ${text} is not ADDRESS:PORT; write for example 10.77.0.100:9443 or [fd00::100]:9443.`,
	oneNetwork: '--network, --network-script and --network-manifest exclude each other; keep one of them.',
	exists: (file: string) => `${file} is there already; name another file with --out, or replace it with --force.`,
	unwritable: (file: string, code: string) =>
		`${file} cannot be written (${code}); name a place that you may write to with --out.`,
	written: (file: string) => `Wrote ${file}. What it would run: kubewalk plan --plan ${file}`,
} as const;

export const planFile = {
	top: 'A kubewalk cluster plan. Read every command it leads to with: kubewalk plan --plan FILE',
	name: 'The cluster’s name.',
	kubernetes: 'A minor release ("1.36") takes its newest patch release; "1.36.4" takes that one.',
	'keepalived-haproxy':
		'The API answers at this virtual IP: free, in the hosts’ own subnet; not 6443, which is the API server’s own port.',
	'kube-vip': 'The API answers at this virtual IP, which kube-vip moves: free, in the hosts’ own subnet.',
	external: 'The API answers at this load balancer, which sends 6443 of the control planes what it gets.',
	single: 'One control plane, no load balancer: fit for training, not for work that must not stop.',
	runtime: 'ports opens exactly what is needed; off turns the firewall off.',
	mirrors: 'Where packages and images come from instead of the public places.',
	ssh: 'How the hosts are reached. A host can differ in its own ssh: {...}.',
	hosts: 'The first control plane is the one that initialises the cluster.',
} as const;

export const planBook = {
	head: (name: string, version: string, hosts: number, book: string) =>
		`${book}: plan ${name}, Kubernetes ${version}, ${hosts} ${hosts === 1 ? 'host' : 'hosts'}. Nothing has run yet.`,
	assumed: (system: string, all: string) =>
		`Shown as for ${system}: no host was asked. Each host is asked before its first command, and its own commands are what runs. Another system: --os NAME, one of ${all}.`,
	onlyNew: 'Which of the hosts are settled already is asked when it runs, and these are left alone then.',
	on: (hosts: string) => `on ${hosts}`,
	check: 'check (already so? then nothing runs)',
	run: 'run',
	verify: 'verify',
	undo: 'undo',
	oneByOne: 'one host at a time',
	reads: (name: string, task: string) => `${name} is known once ${task} has run.`,
	safe: 'changes nothing',
	changes: 'changes the host',
	disruptive: 'disturbs what runs',
	destructive: 'destroys data',
	noOut: 'This format is many files; name a directory with --out DIR.',
	byHandOnly: (hosts: string) =>
		`Ansible cannot reach ${hosts}, because a person runs the commands there; use --format script, or give them another transport.`,
	unknownFormat: (format: string) =>
		`There is no format ${format}; use --format text, markdown, json, script or ansible.`,
	unknownSystem: (name: string, all: string) =>
		`There is no system ${name} to show the plan for; use --os with one of ${all}.`,
	unknownBook: (book: string, books: string) => `There is no book ${book}; name one of ${books} with --book.`,
	notEmpty: (folder: string) =>
		`${folder} holds other files; name an empty or new directory with --out, so that nothing of yours is lost.`,
	unwritable: (path: string, code: string) =>
		`${path} cannot be written (${code}); name a place that you may write to with --out.`,
	written: (folder: string, files: number) =>
		`Wrote ${files} files to ${folder}. Install over ssh with: bash ${folder}/install.sh`,
	writtenPlaybook: (folder: string, files: number, book: string) =>
		`Wrote ${files} files to ${folder}. Install with: cd ${folder} && ansible-playbook -i inventory.yaml ${book}.yaml`,
	writtenFile: (file: string) => `Wrote ${file}.`,
} as const;
