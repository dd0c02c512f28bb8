using Custos.Store.Journal;

namespace Custos.Tests.Store.Journal;

/// <summary>A disk that can be full, broken or slow, on top of a real one.</summary>
internal sealed class FailingDisk
{
    private int _syncs;

    public volatile bool IsFull;

    public volatile bool SyncFails;

    /// <summary>Syncs wait until this is set.</summary>
    public ManualResetEventSlim MaySync { get; } = new(initialState: true);

    public int Syncs => _syncs;

    public DurableFile Create(string path) => IsFull ? throw Full() : new FailingFile(this, path);

    private static IOException Full() => new("No space left on device.");

    private sealed class FailingFile(FailingDisk disk, string path) : DurableFile(path)
    {
        public override void Write(ReadOnlySpan<byte> bytes, long offset)
        {
            if (!disk.IsFull)
            {
                base.Write(bytes, offset);
                return;
            }

            // A full disk takes the beginning.
            base.Write(bytes[..(bytes.Length / 2)], offset);
            throw Full();
        }

        public override void Sync()
        {
            disk.MaySync.Wait();
            Interlocked.Increment(ref disk._syncs);
            if (disk.SyncFails) throw new IOException("Input/output error.");
            base.Sync();
        }
    }
}
