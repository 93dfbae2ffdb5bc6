// firewalld, the firewall of Red Hat's family. It has no comments to know a rule by, so what was added is kept in a list.
import {type Fragment, fragment, sh} from '../source/engine/script.ts';
import type {FirewallRule} from './firewall-rules.ts';
import type {Firewall} from './firewalls.ts';
import {nodeAddress} from './node-address.ts';
import {findNic} from './on-the-wire.ts';
import {hostBefore} from './paths.ts';

export const firewalldRuns = `{ command -v firewall-cmd >/dev/null && firewall-cmd --state >/dev/null 2>&1; }`;

/** Lines `now|later ZONE KIND=VALUE`, of what was not there before. */
const added = `${hostBefore}/firewalld-added`;

/** The zone of the interface that has the plan's address; what it lets in, a line each, now and after a reload. */
const look = (zone: Fragment): Fragment =>
	fragment(sh`
		${zone}
		zone=''
		open() { # nothing, or --permanent
			firewall-cmd "$@" --zone="$zone" --list-ports | tr ' ' '\n'
			firewall-cmd "$@" --zone="$zone" --list-rich-rules
			firewall-cmd "$@" --zone=trusted --list-sources | tr ' ' '\n'
		}
		if ${fragment(firewalldRuns)}; then
			zone=$(firewall-cmd --get-zone-of-interface="$nic" 2>/dev/null || firewall-cmd --get-default-zone)
			# shellcheck disable=SC2034 # read where a rule is looked for
			open_now=$(open)
			# shellcheck disable=SC2034
			open_later=$(open --permanent)
		fi
	`);

const toFrom = ({protocol, ports, from}: FirewallRule): readonly string[] => {
	const port = ports?.replace(':', '-') ?? '';
	if (from === undefined) return ['', 'port', `${port}/${protocol}`];
	const family = from.includes(':') ? 'ipv6' : 'ipv4';
	const what = protocol === 'vrrp' ? 'protocol value="vrrp"' : `port port="${port}" protocol="${protocol}"`;
	return ['', 'rich-rule', `rule family="${family}" source address="${from}" ${what} accept`];
};

export const firewalld: Firewall = {
	name: 'firewalld',
	remembers: true,
	look: given => look(findNic(nodeAddress(given.host))),
	inForce: fragment(`in_force() { ${firewalldRuns}; }`),
	// A rule that is not there word for word may be part of a wider one: then firewalld says so itself.
	present: fragment(`present() { # zone or nothing, kind, value
	if grep -Fxq -- "$3" <<< "$open_now" && grep -Fxq -- "$3" <<< "$open_later"; then return 0; fi
	firewall-cmd --quiet --zone="\${1:-$zone}" --query-"$2"="$3" &&
		firewall-cmd --quiet --permanent --zone="\${1:-$zone}" --query-"$2"="$3"
}`),
	allow: fragment(`mkdir -p ${hostBefore}
wanted=''
allow() { # zone or nothing, kind, value
	wanted="$wanted\${1:-$zone}|$2|$3
"
}`),
	// Its program needs a third of a second of CPU each time it is called: one call for all values of a kind, now and for good.
	// Both, because a reload would take away what others have in force only for now. Of several values the call says which
	// it refused in warnings, and ends well if one of them was taken.
	finish: fragment(`add_all() { # now or later, zone, kind
	local scope=$1 at=$2 kind=$3 listed=$open_now permanent='' said bad already value news=''
	if [ "$scope" = later ]; then listed=$open_later permanent=--permanent; fi
	set --
	while IFS='|' read -r its_zone its_kind value; do
		if [ "$its_zone" = "$at" ] && [ "$its_kind" = "$kind" ] && ! grep -Fxq -- "$value" <<< "$listed"; then
			set -- "$@" "--add-$kind=$value"
			news="$news$value
"
		fi
	done <<< "$wanted"
	if [ -z "$news" ]; then return 0; fi
	said=$(firewall-cmd \${permanent:+"$permanent"} "$@" --zone="$at" 2>&1) || {
		printf '%s\\n' "$said" >&2
		return 1
	}
	already=$(grep ALREADY_ENABLED <<< "$said" || true)
	bad=$(grep '^Warning' <<< "$said" | grep -v ALREADY_ENABLED || true)
	while read -r value; do
		if [ -z "$value" ] || grep -Fq -e "$value" -e "\${value/\\//:}" <<< "$already"; then continue; fi
		printf '%s %s %s\\n' "$scope" "$at" "$kind=$value" >> ${added}
	done <<< "$news"
	if [ -n "$bad" ]; then
		printf '%s\\n' "$bad" >&2
		return 1
	fi
}
wanted=$(sort -u <<< "$wanted")
for scope in now later; do
	add_all "$scope" "$zone" port
	add_all "$scope" "$zone" rich-rule
	add_all "$scope" trusted source
done`),
	forget: fragment(`if [ -e ${added} ] && ${firewalldRuns}; then
	while read -r scope at what; do
		if [ "$scope" = now ]; then set --; else set -- --permanent; fi
		firewall-cmd "$@" --zone="$at" --remove-"$what" || true
	done < ${added}
	rm ${added}
fi`),
	hasOurs: fragment(sh`[ -e ${added} ]`),
	// Packets of pods come under their own addresses, to the host and through it; the zone trusted is for both.
	words: rule => (rule.protocol === 'all' ? ['trusted', 'source', rule.from ?? rule.to ?? ''] : toFrom(rule)),
};
