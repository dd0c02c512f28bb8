namespace Custos.Store.DuckDb;

/// <summary>How does a cancelled token reach a running statement? DuckDB is interrupted, again and again until the statement has ended.</summary>
/// <remarks>Once is not enough: an interrupt that comes just before the statement starts is forgotten by DuckDB.</remarks>
internal sealed class Interruption : IDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(20);

    private readonly ConnectionHandle _connection;
    private readonly CancellationTokenRegistration _registration;
    private readonly Lock _gate = new();
    private Timer? _timer;
    private bool _ended;

    private Interruption(ConnectionHandle connection, CancellationToken cancellationToken)
    {
        _connection = connection;
        _registration = cancellationToken.UnsafeRegister(static self => ((Interruption)self!).Start(), this);
    }

    /// <summary>Null where the token can never be cancelled.</summary>
    public static Interruption? On(ConnectionHandle connection, CancellationToken cancellationToken) =>
        cancellationToken.CanBeCanceled ? new Interruption(connection, cancellationToken) : null;

    /// <summary>After this returns the connection is interrupted no more.</summary>
    public void Dispose()
    {
        _registration.Dispose();
        lock (_gate)
        {
            _ended = true;
            _timer?.Dispose();
        }
    }

    private void Start()
    {
        lock (_gate)
        {
            if (!_ended) _timer = new Timer(static self => ((Interruption)self!).Interrupt(), this, TimeSpan.Zero, Period);
        }
    }

    private void Interrupt()
    {
        lock (_gate)
        {
            if (!_ended) NativeMethods.duckdb_interrupt(_connection);
        }
    }
}
