using System.IO.MemoryMappedFiles;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Custos.Learning.Manifests;
using Custos.Records;

namespace Custos.Learning;

/// <summary>How does a classifier stand in a folder, and is what stands there what was written?</summary>
/// <remarks>
/// <c>manifest.json</c> names the SHA-256 of <c>model.bin</c>, and begins with the id: the SHA-256 of the manifest itself,
/// with zeros where the id stands. So the id covers every byte of both files.
/// </remarks>
internal static class TextClassifierFolder
{
    public const string ManifestName = "manifest.json";
    public const string ModelName = "model.bin";

    private const string Damaged = "Restore the folder from a copy, or train the model again.";

    public static string Write(string folder, TextFeatures features, IReadOnlyList<TextClassifierLabel> labels, JsonObject metadata)
    {
        if (FaultIn(labels, features.Count) is { } fault)
        {
            throw new ArgumentException(fault, nameof(labels));
        }

        var model = ModelBytes.Write(features, labels);
        var (manifest, id) = ClassifierManifest.Write(features, labels, metadata, model.Length, Convert.ToHexStringLower(SHA256.HashData(model)));
        try
        {
            Directory.CreateDirectory(folder);
            Replace(Path.Combine(folder, ModelName), model);
            Replace(Path.Combine(folder, ManifestName), manifest);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException(
                $"The model cannot be written: {cause.Message}", "Free some space or choose a folder that can be written.", folder, innerException: cause);
        }

        return id;
    }

    public static TextClassifier Read(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new BadInputException("There is no such model folder.", "Give a folder that `custos train` wrote.", folder);
        }

        var manifestPath = Path.Combine(folder, ManifestName);
        var modelPath = Path.Combine(folder, ModelName);
        var manifest = ClassifierManifest.Read(ReadFile(manifestPath), manifestPath);
        var model = ReadFile(modelPath);
        if (model.Length != manifest.ModelBytes)
        {
            throw new BadInputException(
                $"The file has {model.Length} bytes where the manifest says {manifest.ModelBytes}: it was cut off or belongs to another model.", Damaged, modelPath);
        }

        if (Convert.ToHexStringLower(SHA256.HashData(model)) != manifest.ModelSha256)
        {
            throw new BadInputException("The file is not the one that the manifest names: a byte was changed.", Damaged, modelPath);
        }

        try
        {
            var (features, weights) = ModelBytes.Read(model, manifest.Labels.Count);
            var labels = manifest.Labels.Select((label, at) => label with { Weights = weights[at] }).ToArray();
            return FaultIn(labels, features.Count) is { } fault
                ? throw new InvalidDataException(fault)
                : new TextClassifier(manifest.Id, features, labels, manifest.Metadata);
        }
        catch (InvalidDataException cause)
        {
            throw new BadInputException($"The content contradicts itself: {cause.Message}", Damaged, modelPath, innerException: cause);
        }
    }

    private static string? FaultIn(IReadOnlyList<TextClassifierLabel> labels, int columns)
    {
        if (labels.Count == 0 || labels.Select(label => label.Name).Distinct().Count() != labels.Count)
        {
            return "A classifier has labels, each of another name.";
        }

        return labels.Select(label => label.FaultIn(columns)).FirstOrDefault(fault => fault is not null);
    }

    /// <summary>Makes a file, or puts another in its place, at once and for good.</summary>
    private static void Replace(string path, byte[] bytes)
    {
        var fresh = path + ".new";
        try
        {
            using (var stream = new FileStream(fresh, FileMode.Create, FileAccess.Write))
            {
                stream.Write(bytes);
                stream.Flush(flushToDisk: true);
            }

            File.Move(fresh, path, overwrite: true);
        }
        catch
        {
            File.Delete(fresh);
            throw;
        }
    }

    /// <summary>The bytes of a file, copied out of a memory map.</summary>
    /// <remarks>
    /// Copied, because what is checked must be what is used: a mapped page shows later changes of the file, and a file
    /// that is cut off under a map ends the process.
    /// </remarks>
    private static byte[] ReadFile(string path)
    {
        try
        {
            var bytes = new byte[new FileInfo(path).Length];
            if (bytes.Length > 0)
            {
                using var map = MemoryMappedFile.CreateFromFile(path, FileMode.Open, mapName: null, bytes.Length, MemoryMappedFileAccess.Read);
                using var view = map.CreateViewAccessor(0, bytes.Length, MemoryMappedFileAccess.Read);
                view.SafeMemoryMappedViewHandle.ReadSpan<byte>(0, bytes);
            }

            return bytes;
        }
        catch (FileNotFoundException cause)
        {
            throw new BadInputException("The model folder lacks this file.", "Give a folder that `custos train` wrote, whole.", path, innerException: cause);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new BadInputException($"The file cannot be read: {cause.Message}", "Check that it is a file, and that this user may read it.", path, innerException: cause);
        }
    }
}
