import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { clientAddress, networksOf, readTrustedProxies } from './client-network.ts'

const proxies = readTrustedProxies('10.0.0.0/8, 192.0.2.7 fd00::/8')
const nobody = readTrustedProxies('')

describe('the address of a client', () => {
  it('is the peer of the socket; spoofed forwarding headers change nothing', () => {
    for (const forged of ['203.0.113.9', '10.1.1.1, 203.0.113.9', 'unknown', '', '::1', '198.51.100.1'])
      assert.equal(clientAddress('198.51.100.1', forged, proxies), '198.51.100.1', forged)
    assert.equal(clientAddress('10.0.0.1', '203.0.113.9', nobody), '10.0.0.1')
  })

  it('is what our proxies say, read from right to left', () => {
    assert.equal(clientAddress('10.0.0.1', '203.0.113.9', proxies), '203.0.113.9')
    assert.equal(clientAddress('192.0.2.7', '203.0.113.9, 10.2.3.4', proxies), '203.0.113.9')
    // The left one was typed by whoever sent the request; our proxy appended the right one.
    assert.equal(clientAddress('10.0.0.1', '1.2.3.4, 203.0.113.9', proxies), '203.0.113.9')
    assert.equal(clientAddress('10.0.0.1', undefined, proxies), '10.0.0.1')
    assert.equal(clientAddress('10.0.0.1', '  ', proxies), '10.0.0.1')
    assert.equal(clientAddress('10.0.0.1', 'unknown', proxies), 'unreadable')
    assert.equal(clientAddress('10.0.0.1', '1.2.3.4,', proxies), 'unreadable')
    assert.equal(clientAddress(undefined, '1.2.3.4', proxies), 'unreadable')
  })

  it('has one spelling: IPv4 in IPv6, zones, ports, zeros and capitals', () => {
    assert.equal(clientAddress('::ffff:10.0.0.1', '[2001:DB8::0001]:443', proxies), '2001:db8:0:0:0:0:0:1')
    assert.equal(clientAddress('::ffff:198.51.100.1', undefined, proxies), '198.51.100.1')
    assert.equal(clientAddress('::ffff:c633:6401', undefined, proxies), '198.51.100.1')
    assert.equal(clientAddress('fd00::1', '198.51.100.1:5000', proxies), '198.51.100.1')
    assert.equal(clientAddress('fe80::1%eth0', undefined, proxies), 'fe80:0:0:0:0:0:0:1')
    assert.equal(clientAddress('1::8:1.2.3.4', undefined, proxies), '1:0:0:0:0:8:102:304')
  })

  it('belongs to a network of its own and a neighbourhood: /32 and /24, /64 and /48', () => {
    const names = (address: string) => networksOf(address).map(({ name }) => name)
    assert.deepEqual(names('198.51.100.1'), ['198.51.100.1', 'near 198.51.100'])
    assert.deepEqual(names('2001:db8:1:2:3:4:5:6'), ['2001:db8:1:2', 'near 2001:db8:1'])
    assert.deepEqual(names('unreadable'), ['unreadable'])
  })

  it('is refused a list of proxies that says nothing', () => {
    for (const wrong of ['localhost', '10.0.0.0/33', '10.0.0.0/', '::/129', '10.0.0.0/8/8', '10.0.0.0/-1'])
      assert.throws(() => readTrustedProxies(wrong), /is no address or range/, wrong)
  })
})
