// The words that haproxy 2.6 knows in each section, and the one it suggests for a slip of the pen.

const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

const global = words(`
	ca-base chroot cluster-secret cpu-map crt-base daemon default-path description expose-fd external-check gid group
	hard-stop-after httpclient.ssl.verify insecure-fork-wanted issuers-chain-path localpeer log log-send-hostname log-tag
	lua-load master-worker maxcompcpuusage maxcomprate maxconn maxconnrate maxpipes maxsessrate maxsslconn maxsslrate
	mworker-max-reloads nbproc nbthread node noepoll nogetaddrinfo nopoll nosplice numa-cpu-mapping pidfile presetenv
	resetenv server-state-base server-state-file set-dumpable setcap setenv spread-checks ssl-default-bind-ciphers
	ssl-default-bind-ciphersuites ssl-default-bind-curves ssl-default-bind-options ssl-default-server-ciphers
	ssl-default-server-ciphersuites ssl-default-server-options ssl-dh-param-file ssl-load-extra-files ssl-server-verify
	ssl-skip-self-issued-ca stats thread-groups tune.bufsize tune.maxrewrite tune.ssl.default-dh-param uid ulimit-n
	unix-bind unsetenv user strict-limits zero-warning
`);

const proxy = words(`
	acl backlog balance bind bind-process capture compression cookie declare default-server default_backend description
	disabled dispatch email-alert enabled errorfile errorfiles errorloc errorloc302 errorloc303 filter force-persist
	fullconn grace hash-balance-factor hash-type http-after-response http-check http-error http-request http-response
	http-reuse http-send-name-header id ignore-persist load-server-state-from-file log log-format log-format-sd log-tag
	max-keep-alive-queue max-session-srv-conns maxconn mode monitor monitor-net monitor-uri option persist
	rate-limit redirect retries retry-on server server-state-file-name server-template source stats stick stick-table
	tcp-check tcp-request tcp-response timeout transparent unique-id-format unique-id-header use_backend use-fcgi-app
	use-server
`);

const options = words(`
	abortonclose accept-invalid-http-request accept-invalid-http-response allbackups checkcache clitcpka contstats
	dontlog-normal dontlognull external-check forwardfor forwarded h1-case-adjust-bogus-client
	h1-case-adjust-bogus-server http-buffer-request http-ignore-probes http-keep-alive http-no-delay
	http-pretend-keepalive http-restrict-req-hdr-names http-server-close http-use-proxy-header httpchk httpclose httplog
	idle-close-on-response independent-streams ldap-check log-health-checks log-separate-errors logasap mysql-check
	nolinger originalto persist pgsql-check prefer-last-server redispatch redis-check smtpchk socket-stats
	splice-auto splice-request splice-response spop-check srvtcpka ssl-hello-chk tcp-check tcp-smart-accept
	tcp-smart-connect tcpka tcplog transparent use-small-rings
`);

/** Sections that are read; the words of the others (resolvers, peers ...) are let through. */
const bySection: Readonly<Record<string, ReadonlySet<string>>> = {
	global,
	defaults: proxy,
	frontend: proxy,
	backend: proxy,
	listen: proxy,
};

export const keywords = {
	sections: words(
		'global defaults frontend backend listen resolvers peers mailers userlist cache program ring http-errors',
	),
	options,
	/** Undefined: a section whose words nobody checks here. `no option` and `no log` are written with a leading `no`. */
	of: (section: string): ReadonlySet<string> | undefined => bySection[section],
};

/** How many letters have to change to make one word of the other. */
const distance = (one: string, other: string): number => {
	let row = Array.from({length: other.length + 1}, (_, index) => index);
	for (const [index, letter] of one.split('').entries()) {
		const next = [index + 1];
		for (const [column, right] of other.split('').entries())
			next.push(Math.min(next[column]! + 1, row[column + 1]! + 1, row[column]! + (letter === right ? 0 : 1)));
		row = next;
	}
	return row.at(-1)!;
};

/** The known word that somebody may have meant. */
export const nearest = (word: string, known: readonly string[]): string | undefined => {
	const [best] = known.map(other => ({other, far: distance(word, other)})).toSorted((a, b) => a.far - b.far);
	return best !== undefined && best.far <= Math.max(1, Math.floor(word.length * 0.4)) ? best.other : undefined;
};
