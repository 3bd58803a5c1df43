package dev.fringe.storage.objects.http;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import javax.net.SocketFactory;

/**
 * Makes sockets that are read by {@value #BYTES} bytes at once. OkHttp asks for 8 KiB at a time,
 * TLS for 5 bytes and then for 16 KiB: as calls of the system those would cost more than the bytes.
 */
final class LongReads extends SocketFactory {
  /** The most that the JDK takes from a socket in one call. */
  private static final int BYTES = 128 << 10;

  @Override
  public Socket createSocket() {
    return new BufferedSocket();
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress from, int fromPort)
      throws IOException {
    return connected(new InetSocketAddress(host, port), new InetSocketAddress(from, fromPort));
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort)
      throws IOException {
    return connected(new InetSocketAddress(host, port), new InetSocketAddress(from, fromPort));
  }

  private static Socket connected(SocketAddress to) throws IOException {
    return connected(to, new InetSocketAddress(0));
  }

  private static Socket connected(SocketAddress to, SocketAddress from) throws IOException {
    Socket socket = new BufferedSocket();
    try {
      socket.bind(from);
      socket.connect(to);
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  private static final class BufferedSocket extends Socket {
    private InputStream buffered;

    @Override
    public synchronized InputStream getInputStream() throws IOException {
      // Asked first, as it refuses where the socket is closed.
      InputStream plain = super.getInputStream();
      if (buffered == null) {
        buffered = new BufferedInputStream(plain, BYTES);
      }
      return buffered;
    }
  }
}
