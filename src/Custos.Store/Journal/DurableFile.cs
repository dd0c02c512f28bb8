using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Custos.Store.Journal;

/// <summary>How is a file written so that it survives a crash? Written at a place, then synced.</summary>
/// <remarks>Open for tests to fail as a full or broken disk does. Not thread-safe.</remarks>
internal partial class DurableFile : IDisposable
{
    private readonly SafeFileHandle _handle;

    /// <summary>Makes the file, and makes its name survive a crash.</summary>
    public DurableFile(string path)
    {
        _handle = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite);
        SyncDirectory(Path.GetDirectoryName(path)!);
    }

    public virtual void Write(ReadOnlySpan<byte> bytes, long offset) => RandomAccess.Write(_handle, bytes, offset);

    /// <summary>Returns once the disk holds everything written so far.</summary>
    /// <remarks>fdatasync where there is one: it leaves out the time stamps, which nobody needs after a crash.</remarks>
    /// <exception cref="IOException">The disk could not; what was written since the last sync may or may not be there.</exception>
    public virtual void Sync()
    {
        if (!OperatingSystem.IsLinux())
        {
            RandomAccess.FlushToDisk(_handle);
            return;
        }

        while (DataSync(_handle) != 0)
        {
            var error = Marshal.GetLastPInvokeError();
            if (error != Interrupted) throw new IOException("The journal could not be synced.", new Win32Exception(error));
        }
    }

    /// <summary>Cuts the file off.</summary>
    public virtual void Cut(long length) => RandomAccess.SetLength(_handle, length);

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (disposing) _handle.Dispose();
    }

    // A new file's name is durable only once its folder is synced; Windows has no such call and needs none.
    private static void SyncDirectory(string path)
    {
        if (OperatingSystem.IsWindows()) return;
        var descriptor = OpenFile(path, ReadOnly);
        if (descriptor < 0) throw new IOException("The journal's folder could not be opened.", new Win32Exception(Marshal.GetLastPInvokeError()));
        try
        {
            if (FileSync(descriptor) != 0) throw new IOException("The journal's folder could not be synced.", new Win32Exception(Marshal.GetLastPInvokeError()));
        }
        finally
        {
            _ = CloseFile(descriptor);
        }
    }

    private const int Interrupted = 4;

    private const int ReadOnly = 0;

    [LibraryImport("libc", EntryPoint = "fdatasync", SetLastError = true)]
    private static partial int DataSync(SafeFileHandle file);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int OpenFile(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int FileSync(int file);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int CloseFile(int file);
}
