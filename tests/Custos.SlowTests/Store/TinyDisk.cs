using System.Diagnostics;

namespace Custos.SlowTests.Store;

/// <summary>A disk of a few mebibytes, to be filled: a file system in memory, mounted for one test.</summary>
internal sealed class TinyDisk : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private TinyDisk()
    {
    }

    public string Path => _folder.Path;

    /// <summary>Null where mounting is not permitted.</summary>
    public static TinyDisk? TryMount(int mebibytes)
    {
        var disk = new TinyDisk();
        if (Run("mount", "-t", "tmpfs", "-o", $"size={mebibytes}m", "tmpfs", disk.Path)) return disk;
        disk._folder.Dispose();
        return null;
    }

    public void Resize(int mebibytes) => Run("mount", "-o", $"remount,size={mebibytes}m", Path).ShouldBeTrue();

    public void Dispose()
    {
        Run("umount", Path).ShouldBeTrue();
        _folder.Dispose();
    }

    private static bool Run(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, UseShellExecute = false });
            process!.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    /// <summary>A test that needs a disk to fill; skipped where mounting one is not permitted.</summary>
    [AttributeUsage(AttributeTargets.Method)]
    public sealed class RequiredFactAttribute : FactAttribute
    {
        public RequiredFactAttribute()
        {
            using var disk = TryMount(1);
            if (disk is null) Skip = "A small file system cannot be mounted here: run as root on Linux.";
        }
    }
}
