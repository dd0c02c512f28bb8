using System.ComponentModel;
using System.Diagnostics;
using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using Custos.Records;

namespace Custos.Providers.Onnx.Runtime;

/// <summary>How does ONNX Runtime's native library get onto this machine? From npm's package <c>onnxruntime-node</c>, checked against the digest below; nothing of it is run.</summary>
public static class RuntimePackage
{
    private const string Name = "onnxruntime-node";

    // The package's own integrity line; another version of the library comes with another.
    private const string Sha512 = "twhs1C2C/BFkz1yc5OY0KIU2GUq6DURO7hD4bx5Q2Qy3nAMJwRXW8xU3NVczE29VA9lolLOYepoD8fjTGOfIqw==";

    private static readonly string[] Platforms = ["darwin/arm64", "linux/arm64", "linux/x64", "win32/arm64", "win32/x64"];

    /// <summary>Fetches the package (about 110 MB) and keeps this platform's library (about 45 MB) in the folder.</summary>
    /// <returns>The library's file.</returns>
    /// <exception cref="BadInputException">There is no library for this platform, npm is missing or fails, or what it brought is not the package that was meant.</exception>
    public static async Task<string> InstallAsync(string folder, CancellationToken cancellationToken)
    {
        if (!Platforms.Contains(RuntimeLibrary.Platform))
        {
            throw new BadInputException(
                $"The package {Name} {RuntimeLibrary.Version} has no library for {RuntimeLibrary.Platform}.",
                $"It has them for {string.Join(", ", Platforms)}. Where you have the library from elsewhere, name its folder in {RuntimeLibrary.FolderVariable}.");
        }

        var scratch = Directory.CreateTempSubdirectory("custos-onnxruntime-").FullName;
        try
        {
            await PackAsync(scratch, cancellationToken);
            var package = Directory.GetFiles(scratch, "*.tgz").SingleOrDefault() ?? throw new BadInputException("npm said that it fetched the package, but there is none.", $"Try 'npm pack {Name}@{RuntimeLibrary.Version}' yourself.");
            await CheckAsync(package, cancellationToken);
            Directory.CreateDirectory(folder);
            await UnpackAsync(package, folder, cancellationToken);
            return Path.Combine(folder, RuntimeLibrary.FileName);
        }
        finally
        {
            Directory.Delete(scratch, recursive: true);
        }
    }

    /// <exception cref="BadInputException">The file is not the package, byte for byte.</exception>
    internal static async Task CheckAsync(string package, CancellationToken cancellationToken)
    {
        await using var file = File.OpenRead(package);
        if (Convert.ToBase64String(await SHA512.HashDataAsync(file, cancellationToken)) != Sha512)
        {
            throw new BadInputException($"What npm brought is not {Name} {RuntimeLibrary.Version} as it was published: its SHA-512 is another.", "Do not use it; see which registry npm is set to, then try again.");
        }
    }

    /// <summary>Puts the libraries of this platform into the folder, each whole or not at all.</summary>
    internal static async Task UnpackAsync(string package, string folder, CancellationToken cancellationToken)
    {
        var ours = $"/{RuntimeLibrary.Platform}/";
        await using var file = File.OpenRead(package);
        await using var content = new GZipStream(file, CompressionMode.Decompress);
        await using var entries = new TarReader(content);
        while (await entries.GetNextEntryAsync(cancellationToken: cancellationToken) is { } entry)
        {
            // What ends in .node is for Node.js alone; macOS has the library under two names.
            var name = Path.GetFileName(entry.Name);
            if (entry.EntryType != TarEntryType.RegularFile || !entry.Name.Contains(ours, StringComparison.Ordinal) || name.EndsWith(".node", StringComparison.Ordinal)) continue;
            if (OperatingSystem.IsMacOS() && name != RuntimeLibrary.FileName) continue;
            var place = Path.Combine(folder, name);
            var partial = $"{place}.{Guid.NewGuid():n}.partial";
            await entry.ExtractToFileAsync(partial, overwrite: true, cancellationToken);
            File.Move(partial, place, overwrite: true);
        }
    }

    private static async Task PackAsync(string folder, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(OperatingSystem.IsWindows() ? "npm.cmd" : "npm")
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList = { "pack", $"{Name}@{RuntimeLibrary.Version}", "--ignore-scripts", "--silent", "--pack-destination", folder },
        };
        using var npm = Started(start);
        try
        {
            var said = npm.StandardOutput.ReadToEndAsync(cancellationToken);
            var complaint = await npm.StandardError.ReadToEndAsync(cancellationToken);
            await said;
            await npm.WaitForExitAsync(cancellationToken);
            if (npm.ExitCode != 0) throw new BadInputException($"npm could not fetch {Name} {RuntimeLibrary.Version}: it ended with {npm.ExitCode}.", $"See that this machine reaches its npm registry; npm said: {complaint.Trim()}");
        }
        catch (OperationCanceledException)
        {
            npm.Kill(entireProcessTree: true);
            throw;
        }
    }

    private static Process Started(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception missing)
        {
            throw new BadInputException("npm (Node.js) is not on the PATH.", "Install it, then try again.", innerException: missing);
        }
    }
}
