// systemd-resolved: /etc/resolv.conf names a stub on this machine, and the real servers are in another file.
export const resolvedFiles = (servers: readonly string[]): Readonly<Record<string, string>> => ({
	'/run/systemd/resolve/stub-resolv.conf': `# This is /run/systemd/resolve/stub-resolv.conf managed by man:systemd-resolved(8).
# Do not edit.

nameserver 127.0.0.53
options edns0 trust-ad
search .
`,
	'/run/systemd/resolve/resolv.conf': `# This is /run/systemd/resolve/resolv.conf managed by man:systemd-resolved(8).
# Do not edit.

${servers.map(server => `nameserver ${server}\n`).join('')}search .
`,
});

export const resolvedLinks: Readonly<Record<string, string>> = {
	'/etc/resolv.conf': '../run/systemd/resolve/stub-resolv.conf',
};
