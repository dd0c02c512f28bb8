using System.Security.Cryptography;
using Custos.Records;

namespace Custos.Providers.Onnx;

/// <summary>How does a model that was brought stand in a folder, and is what stands there what was written?</summary>
/// <remarks><c>manifest.json</c> names the SHA-256 of <c>model.onnx</c> and of <c>tokenizer.json</c>, and is itself covered by its id. What was checked is what is used: nothing is read twice.</remarks>
internal sealed record OnnxFolder(string Id, OnnxManifest Manifest, byte[] Model, byte[] Tokenizer)
{
    public const string ManifestName = "manifest.json";
    public const string ModelName = "model.onnx";
    public const string TokenizerName = "tokenizer.json";

    private const string Damaged = "Restore the folder from a copy, or add the model again.";

    /// <summary>Reads a folder, and checks every byte.</summary>
    /// <exception cref="BadInputException">It holds no such model, or a damaged one.</exception>
    public static OnnxFolder Read(string folder)
    {
        var (manifest, id) = ReadManifest(folder);
        return new OnnxFolder(id, manifest, Checked(folder, ModelName, manifest.ModelSha256), Checked(folder, TokenizerName, manifest.TokenizerSha256));
    }

    /// <summary>Reads the manifest alone.</summary>
    /// <exception cref="BadInputException">There is none, or it was changed.</exception>
    public static (OnnxManifest Manifest, string Id) ReadManifest(string folder)
    {
        var path = Path.Combine(folder, ManifestName);
        return OnnxManifest.Read(ReadFile(path), path);
    }

    /// <summary>Writes the three files; the manifest comes last.</summary>
    /// <returns>The id.</returns>
    /// <exception cref="BadInputException">The folder cannot be written to.</exception>
    public static string Write(string folder, OnnxManifest manifest, ReadOnlySpan<byte> model, ReadOnlySpan<byte> tokenizer)
    {
        var (bytes, id) = manifest.Write();
        try
        {
            Directory.CreateDirectory(folder);
            File.WriteAllBytes(Path.Combine(folder, ModelName), model);
            File.WriteAllBytes(Path.Combine(folder, TokenizerName), tokenizer);
            File.WriteAllBytes(Path.Combine(folder, ManifestName), bytes);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"The model cannot be written: {cause.Message}", "Free some space or choose a folder that can be written.", folder, innerException: cause);
        }

        return id;
    }

    /// <exception cref="BadInputException">There is no such file, or it cannot be read.</exception>
    public static byte[] ReadFile(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new BadInputException("There is no such file.", "Give the path of one.", path, innerException: missing);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"The file cannot be read: {cause.Message}", "Check that it is a file of less than 2 GB, and that this user may read it.", path, innerException: cause);
        }
    }

    private static byte[] Checked(string folder, string name, string sha256)
    {
        var path = Path.Combine(folder, name);
        var bytes = ReadFile(path);
        return Convert.ToHexStringLower(SHA256.HashData(bytes)) == sha256
            ? bytes
            : throw new BadInputException("The file is not the one that the manifest names: a byte was changed.", Damaged, path);
    }
}
