namespace Custos.SlowTests.Store;

/// <summary>In which order did a process write, sync and answer? Read from what strace wrote, which is the kernel's order.</summary>
internal static class SystemCalls
{
    /// <summary>The calls to watch, for <c>strace -e</c>; with <c>-y</c>, which names the files, and <c>-s</c> as long as an answer.</summary>
    public const string Watched = "trace=pwrite64,fsync,fdatasync,write,writev,sendto,sendmsg";

    /// <summary>How many of these ids were told to somebody, each after its own write to the journal and a sync of it that ended well.</summary>
    /// <param name="lines">The trace of a process that worked on one id at a time.</param>
    /// <param name="ids">What was told, in order.</param>
    public static int ToldAfterSync(IEnumerable<string> lines, IReadOnlyList<string> ids)
    {
        var (written, syncing, synced, told) = (false, false, false, 0);
        foreach (var line in lines)
        {
            var journal = line.Contains(".journal>", StringComparison.Ordinal);
            var endedWell = line.EndsWith("= 0", StringComparison.Ordinal);
            if (journal && line.Contains("pwrite64(", StringComparison.Ordinal))
            {
                (written, syncing, synced) = (true, false, false);
            }
            else if (journal && line.Contains("sync(", StringComparison.Ordinal) && written)
            {
                (syncing, synced) = (true, endedWell);
            }
            else if (line.Contains("sync resumed", StringComparison.Ordinal) && syncing)
            {
                synced |= endedWell;
            }
            else if (told < ids.Count && !journal && !line.Contains("pwrite64(", StringComparison.Ordinal) && line.Contains(ids[told], StringComparison.Ordinal))
            {
                if (!synced) return told;
                (written, syncing, synced) = (false, false, false);
                told++;
            }
        }

        return told;
    }
}
